# The language pack is made by the program itself from data/ and the weights.
file(GLOB_RECURSE pack_sources CONFIGURE_DEPENDS data/ontology/* data/actors/* data/choose/* data/frames/* data/places/* data/relate/* data/score/* data/words/*)

function(nestor_pack name) # and the weights files
  add_custom_command(
    OUTPUT ${CMAKE_BINARY_DIR}/${name}.npk
    COMMAND nestor pack build ${CMAKE_SOURCE_DIR}/data ${ARGN} -o ${CMAKE_BINARY_DIR}/${name}.npk
    DEPENDS nestor ${pack_sources} ${ARGN}
    COMMENT "Making the pack ${name}.npk"
    VERBATIM)
  add_custom_target(pack_${name} ALL DEPENDS ${CMAKE_BINARY_DIR}/${name}.npk)
endfunction()

file(GLOB NESTOR_WEIGHTS CONFIGURE_DEPENDS data/model/*.weights)
if(NOT NESTOR_WEIGHTS)
  file(GLOB NESTOR_WEIGHTS CONFIGURE_DEPENDS build-model/*.weights)
endif()
if(NESTOR_WEIGHTS)
  nestor_pack(en ${NESTOR_WEIGHTS})
  add_dependencies(product pack_en)
  install(FILES ${CMAKE_BINARY_DIR}/en.npk DESTINATION ${CMAKE_INSTALL_DATADIR}/nestor)
else()
  message(STATUS "No pack: data/model/base.weights is not there (train/README.md says how to make it)")
endif()

# A pack with a model of a few kilobytes, for tests.
file(GLOB NESTOR_TINY_WEIGHTS CONFIGURE_DEPENDS tests/data/tiny.weights)
if(NESTOR_TINY_WEIGHTS AND (NESTOR_TESTS OR NESTOR_FUZZ))
  nestor_pack(tiny ${NESTOR_TINY_WEIGHTS})
endif()

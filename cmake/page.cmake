# What the program carries for `nestor serve`: the page (web/dist), the description of the API, the sample reports.
# The files are turned into C arrays by CMake itself; neither Node nor any other tool is needed.
file(GLOB_RECURSE page_files CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR}/web/dist ${CMAKE_SOURCE_DIR}/web/dist/*)
set(page_pairs)
set(page_depends)
foreach(file ${page_files})
  list(APPEND page_pairs "/${file}=${CMAKE_SOURCE_DIR}/web/dist/${file}")
  list(APPEND page_depends ${CMAKE_SOURCE_DIR}/web/dist/${file})
endforeach()
foreach(pair "openapi.json=docs/openapi.json" "crisis.jsonl=examples/crisis.jsonl")
  string(REPLACE "=" "=${CMAKE_SOURCE_DIR}/" pair_at ${pair})
  list(APPEND page_pairs ${pair_at})
  string(REGEX REPLACE "^[^=]*=" "" pair_file ${pair_at})
  list(APPEND page_depends ${pair_file})
endforeach()

set(NESTOR_PAGE_SOURCE ${CMAKE_BINARY_DIR}/page_data.c)
string(REPLACE ";" "|" page_pairs_flat "${page_pairs}")
add_custom_command(
  OUTPUT ${NESTOR_PAGE_SOURCE}
  COMMAND ${CMAKE_COMMAND} "-DFILES=${page_pairs_flat}" -DOUT=${NESTOR_PAGE_SOURCE} -P ${CMAKE_SOURCE_DIR}/cmake/embed.cmake
  DEPENDS ${page_depends} ${CMAKE_SOURCE_DIR}/cmake/embed.cmake
  COMMENT "Carrying the page along"
  VERBATIM)

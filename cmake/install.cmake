# Header, libraries, pkg-config file, manual pages, completions. The program and the pack install themselves.
install(FILES include/nestor.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(TARGETS nestor_shared nestor_static LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
                                            ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})

set(NESTOR_PC_LIBDIR ${CMAKE_INSTALL_FULL_LIBDIR})
set(NESTOR_PC_INCLUDEDIR ${CMAKE_INSTALL_FULL_INCLUDEDIR})
configure_file(nestor.pc.in nestor.pc @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/nestor.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

file(GLOB manuals CONFIGURE_DEPENDS docs/man/*.1)
install(FILES ${manuals} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
foreach(pair nestor.bash:bash-completion/completions/nestor _nestor:zsh/site-functions/_nestor
             nestor.fish:fish/vendor_completions.d/nestor.fish)
  string(REGEX MATCH "^([^:]+):(.+)/([^/]+)$" matched ${pair})
  set(completion ${CMAKE_MATCH_1})
  set(folder ${CMAKE_MATCH_2})
  set(installed ${CMAKE_MATCH_3})
  file(GLOB found CONFIGURE_DEPENDS completions/${completion})
  if(found)
    install(FILES ${found} DESTINATION ${CMAKE_INSTALL_DATADIR}/${folder} RENAME ${installed})
  endif()
endforeach()

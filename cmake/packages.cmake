# SPDX-License-Identifier: Apache-2.0
# What is installed, and the packages that hold it: a .deb and a .tar.gz for Linux, a .zip for Windows (docs/packages.md).
include(GNUInstallDirs)

if(WIN32)
  # As it is unpacked: the program in front, everything beside it.
  install(TARGETS wmireach RUNTIME DESTINATION .)
  install(FILES README.md LICENSE DESTINATION .)
  install(FILES cmake/copyright DESTINATION . RENAME copyright.txt)
  install(DIRECTORY schemas scenarios docs DESTINATION .)
  install(FILES ${shell_files}/wmireach.ps1 DESTINATION completions)
else()
  install(TARGETS wmireach RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  install(FILES README.md LICENSE cmake/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
  install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR})
  install(DIRECTORY schemas scenarios DESTINATION ${CMAKE_INSTALL_DATADIR}/wmireach)
  install(FILES ${shell_files}/wmireach.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME wmireach)
  install(FILES ${shell_files}/wmireach.zsh DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions RENAME _wmireach)
  install(FILES ${shell_files}/wmireach.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
  install(FILES ${shell_files}/wmireach.ps1 DESTINATION ${CMAKE_INSTALL_DATADIR}/wmireach)
  install(FILES ${shell_files}/wmireach.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
endif()

set(CPACK_PACKAGE_VENDOR "the authors of wmireach")
set(CPACK_PACKAGE_CONTACT "The authors of wmireach <wmireach@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "predict offline whether a WMI remote connection will work")
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_SOURCE_DIR}/build/packages)
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

if(WIN32)
  set(CPACK_GENERATOR ZIP)
  set(CPACK_PACKAGE_FILE_NAME wmireach-${PROJECT_VERSION}-windows-x64)
else()
  set(CPACK_GENERATOR DEB TGZ)
  set(CPACK_PACKAGE_FILE_NAME wmireach-${PROJECT_VERSION}-linux-${CMAKE_SYSTEM_PROCESSOR})
  set(CPACK_DEB_COMPONENT_INSTALL OFF)
  set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
  set(CPACK_DEBIAN_PACKAGE_SECTION net)
  set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
  set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
  set(CPACK_DEBIAN_PACKAGE_RECOMMENDS graphviz)  # draw and report call dot
  set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"A scenario file describes hosts and their Windows releases, domains and
trusts, accounts, firewalls, DCOM, UAC and WMI settings. wmireach predicts
each WMI connection stage by stage, says why it fails and what the caller
sees, and finds the least changes that mend it. No network is used.")
  set(CPACK_PROJECT_CONFIG_FILE ${PROJECT_SOURCE_DIR}/cmake/package_of_debian.cmake)
  # Debian wants a changelog beside the licence; the date is that of the sources.
  if(DEFINED ENV{SOURCE_DATE_EPOCH})
    string(TIMESTAMP changed "%a, %d %b %Y %H:%M:%S +0000" UTC)
    file(WRITE ${shell_files}/changelog "wmireach (${PROJECT_VERSION}) unstable; urgency=low\n\n  * Version ${PROJECT_VERSION}.\n\n -- ${CPACK_PACKAGE_CONTACT}  ${changed}\n")
    execute_process(COMMAND gzip --best --no-name --force ${shell_files}/changelog COMMAND_ERROR_IS_FATAL ANY)
    install(FILES ${shell_files}/changelog.gz DESTINATION ${CMAKE_INSTALL_DOCDIR})
  endif()
endif()
include(CPack)

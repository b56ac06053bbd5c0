# SPDX-License-Identifier: Apache-2.0
# The libraries that the program uses. All but zlib and Expat can be used as headers alone; a program that is to need nothing but the
# system has these two inside.
if(WMIREACH_SELF_CONTAINED)
  set(ZLIB_USE_STATIC_LIBS ON)
  set(CMAKE_FIND_LIBRARY_SUFFIXES .a)
endif()
find_package(ZLIB REQUIRED)
if(WMIREACH_PROBE)
  find_path(PCAP_INCLUDE_DIR pcap/pcap.h REQUIRED)
  find_library(PCAP_LIBRARY pcap REQUIRED)
  add_library(PCAP::PCAP UNKNOWN IMPORTED)
  set_target_properties(PCAP::PCAP PROPERTIES IMPORTED_LOCATION ${PCAP_LIBRARY} INTERFACE_INCLUDE_DIRECTORIES ${PCAP_INCLUDE_DIR})
endif()
if(NOT CMAKE_CROSSCOMPILING)
  find_package(EXPAT 2.4)  # from 2.4 on it bounds what entities expand to
  find_package(Boost 1.74 REQUIRED)
  find_package(nlohmann_json 3.11 REQUIRED)
  find_package(fmt 9 REQUIRED)
  find_package(CLI11 2.1 REQUIRED)
  return()
endif()

# For another system, this machine's headers of these libraries serve as well; but not the folder they are in, which has those of
# its C library beside them. So each library's own folder is linked into a folder of the build that holds nothing else.
set(headers ${PROJECT_BINARY_DIR}/headers)
file(MAKE_DIRECTORY ${headers})
function(wmireach_headers target folder header)
  find_path(found_${folder} ${folder}/${header} NO_CMAKE_FIND_ROOT_PATH NO_CACHE)
  if(NOT found_${folder})
    message(FATAL_ERROR "${folder}/${header} is not there; scripts/install-packages installs it")
  endif()
  file(REMOVE ${headers}/${folder})
  file(CREATE_LINK ${found_${folder}}/${folder} ${headers}/${folder} SYMBOLIC)
  add_library(${target} INTERFACE IMPORTED GLOBAL)
  target_include_directories(${target} SYSTEM INTERFACE ${headers})
endfunction()

wmireach_headers(Boost::headers boost version.hpp)
wmireach_headers(nlohmann_json::nlohmann_json nlohmann json.hpp)
wmireach_headers(CLI11::CLI11 CLI CLI.hpp)
wmireach_headers(fmt::fmt-header-only fmt format.h)
target_compile_definitions(fmt::fmt-header-only INTERFACE FMT_HEADER_ONLY)

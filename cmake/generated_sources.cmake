# SPDX-License-Identifier: Apache-2.0
# Sources that programs of embed/ make while wmireach is built: the same for every system.
set(generated ${PROJECT_BINARY_DIR}/generated)
set(generated_names releases.cpp catalogue.cpp report_page.cpp)
list(TRANSFORM generated_names PREPEND ${generated}/ OUTPUT_VARIABLE generated_files)
file(MAKE_DIRECTORY ${generated})

if(NOT CMAKE_CROSSCOMPILING)
  add_executable(embed_releases embed/embed_releases.cpp)
  target_link_libraries(embed_releases PRIVATE wmireach_options nlohmann_json::nlohmann_json)
  add_custom_command(OUTPUT ${generated}/releases.cpp
    COMMAND embed_releases ${PROJECT_SOURCE_DIR}/model/releases.json ${generated}/releases.cpp
    DEPENDS embed_releases model/releases.json)

  add_executable(embed_catalogue embed/embed_catalogue.cpp)
  target_link_libraries(embed_catalogue PRIVATE wmireach_import)
  file(GLOB_RECURSE rule_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/rules/catalogue/*.json ${PROJECT_SOURCE_DIR}/rules/changes/*.json)
  add_custom_command(OUTPUT ${generated}/catalogue.cpp
    COMMAND embed_catalogue ${PROJECT_SOURCE_DIR}/rules/catalogue ${PROJECT_SOURCE_DIR}/rules/statements.json ${PROJECT_SOURCE_DIR}/rules/changes ${generated}/catalogue.cpp
    DEPENDS embed_catalogue ${rule_files} rules/statements.json)

  file(GLOB_RECURSE report_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/report/page.html ${PROJECT_SOURCE_DIR}/report/style/*.css ${PROJECT_SOURCE_DIR}/report/script/*.js)
  add_library(wmireach_embed STATIC embed/sha256.cpp)
  target_link_libraries(wmireach_embed PUBLIC wmireach_options)
  add_executable(embed_report embed/embed_report.cpp)
  target_link_libraries(embed_report PRIVATE wmireach_embed)
  add_custom_command(OUTPUT ${generated}/report_page.cpp
    COMMAND embed_report ${PROJECT_SOURCE_DIR}/report ${generated}/report_page.cpp
    DEPENDS embed_report ${report_files})

  add_custom_target(generated_sources DEPENDS ${generated_files})
  return()
endif()

# What is built for another system does not run here. So a build for this machine makes them.
set(WMIREACH_NATIVE_BUILD ${PROJECT_BINARY_DIR}/native CACHE PATH "A build for this machine; configured where there is none yet")
if(NOT EXISTS ${WMIREACH_NATIVE_BUILD}/CMakeCache.txt)
  execute_process(COMMAND ${CMAKE_COMMAND} -S ${PROJECT_SOURCE_DIR} -B ${WMIREACH_NATIVE_BUILD} -G ${CMAKE_GENERATOR} -DWMIREACH_TESTS=OFF
    -DCMAKE_CXX_COMPILER_LAUNCHER=${CMAKE_CXX_COMPILER_LAUNCHER} COMMAND_ERROR_IS_FATAL ANY)
endif()
# Ninja and make know best what is out of date there.
add_custom_target(native_sources COMMAND ${CMAKE_COMMAND} --build ${WMIREACH_NATIVE_BUILD} --target generated_sources USES_TERMINAL)
foreach(name ${generated_names})
  add_custom_command(OUTPUT ${generated}/${name}
    COMMAND ${CMAKE_COMMAND} -E copy_if_different ${WMIREACH_NATIVE_BUILD}/generated/${name} ${generated}/${name}
    DEPENDS native_sources)
endforeach()

# Compiles the data files (locales, font list, theme, measures) into the program as one GResource,
# so that the program runs from anywhere; base/data.c reads it.
find_program(GLIB_COMPILE_RESOURCES glib-compile-resources REQUIRED)

function(beyt_data target)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR}
    ${CMAKE_SOURCE_DIR}/locales/*.yaml ${CMAKE_SOURCE_DIR}/fonts/*.yaml
    ${CMAKE_SOURCE_DIR}/pipeline/site/theme/* ${CMAKE_SOURCE_DIR}/pipeline/paginate/measures/*.yaml
    ${CMAKE_SOURCE_DIR}/pipeline/commands/starter/*)
  set(xml "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gresources>\n<gresource prefix=\"/\">\n")
  set(depends "")
  foreach(file ${files})
    string(REGEX REPLACE "^pipeline/(site|paginate|commands)/" "" alias ${file})
    string(APPEND xml "<file alias=\"${alias}\">${file}</file>\n")
    list(APPEND depends ${CMAKE_SOURCE_DIR}/${file})
  endforeach()
  string(APPEND xml "</gresource>\n</gresources>\n")
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/data.gresource.xml CONTENT "${xml}" @ONLY)
  add_custom_command(
    OUTPUT ${CMAKE_BINARY_DIR}/data.c
    COMMAND ${GLIB_COMPILE_RESOURCES} --generate-source --internal --c-name=beyt_data
            --sourcedir=${CMAKE_SOURCE_DIR} --target=${CMAKE_BINARY_DIR}/data.c ${CMAKE_BINARY_DIR}/data.gresource.xml
    COMMAND ${GLIB_COMPILE_RESOURCES} --generate-header --internal --c-name=beyt_data
            --sourcedir=${CMAKE_SOURCE_DIR} --target=${CMAKE_BINARY_DIR}/data_resource.h ${CMAKE_BINARY_DIR}/data.gresource.xml
    DEPENDS ${CMAKE_BINARY_DIR}/data.gresource.xml ${depends}
    BYPRODUCTS ${CMAKE_BINARY_DIR}/data_resource.h)
  target_sources(${target} PRIVATE ${CMAKE_BINARY_DIR}/data.c)
  target_include_directories(${target} PRIVATE ${CMAKE_BINARY_DIR})
endfunction()

# The colour profiles of the press, made once a build folder from Debian's measurement data, into
# share/beyt/colour of the build folder, where base/data.c finds them as it does beside an installed program.
find_program(COLPROF colprof REQUIRED)
find_path(FOGRA_DATA FOGRA39L.ti3 PATHS /usr/share/color/icc REQUIRED)

function(beyt_profile file data ink_limit name)
  set(output ${CMAKE_BINARY_DIR}/share/beyt/colour/${file})
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_SOURCE_DIR}/scripts/make-profile ${FOGRA_DATA}/${data} ${ink_limit} ${name} ${output}
    DEPENDS ${CMAKE_SOURCE_DIR}/scripts/make-profile
    COMMENT "Colour profile ${file}" VERBATIM)
  install(FILES ${output} DESTINATION ${CMAKE_INSTALL_DATADIR}/beyt/colour)
endfunction()

# The ink limits of print shops: 320 % on coated paper, 280 % on uncoated.
beyt_profile(fogra39.icc FOGRA39L.ti3 320 "FOGRA39L coated (beyt)")
beyt_profile(fogra29.icc FOGRA29L.ti3 280 "FOGRA29L uncoated (beyt)")
add_custom_target(profiles ALL DEPENDS
  ${CMAKE_BINARY_DIR}/share/beyt/colour/fogra39.icc ${CMAKE_BINARY_DIR}/share/beyt/colour/fogra29.icc)

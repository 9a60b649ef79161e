# A rule whose example fails, fails the build: run after the core is built, where the core is built for itself.
add_executable(inquit_check_rules cpp/tools/check_rules.cc)
target_include_directories(inquit_check_rules PRIVATE cpp/src)
target_link_libraries(inquit_check_rules PRIVATE inquit_core)
add_custom_command(
  OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/rules_checked
  COMMAND inquit_check_rules
  COMMAND ${CMAKE_COMMAND} -E touch ${CMAKE_CURRENT_BINARY_DIR}/rules_checked
  DEPENDS inquit_check_rules inquit_core
  COMMENT "Running the examples of the rules")
add_custom_target(inquit_rules_checked ALL DEPENDS ${CMAKE_CURRENT_BINARY_DIR}/rules_checked)

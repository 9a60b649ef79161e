# Compiles the words and rules of cpp/data/<language>/ into the core: a program built first writes them as C++.
add_executable(inquit_embed_data cpp/tools/embed_data.cc)
file(GLOB INQUIT_DATA RELATIVE ${CMAKE_CURRENT_SOURCE_DIR} CONFIGURE_DEPENDS cpp/data/*/*.tsv cpp/data/*/*.toml)
set(INQUIT_BUILTIN_DATA ${CMAKE_CURRENT_BINARY_DIR}/generated/builtin_data.cc)
file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/generated)
add_custom_command(
  OUTPUT ${INQUIT_BUILTIN_DATA}
  COMMAND inquit_embed_data ${INQUIT_BUILTIN_DATA} ${INQUIT_DATA}
  DEPENDS inquit_embed_data ${INQUIT_DATA}
  WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}
  COMMENT "Embedding words and rules")
target_sources(inquit_core PRIVATE ${INQUIT_BUILTIN_DATA})

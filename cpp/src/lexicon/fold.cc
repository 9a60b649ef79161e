// Folding of words: how two spellings of one word are made equal before they are looked up.
#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/normalizer2.h>

#include "lexicon/lexicon.h"

namespace inquit {
namespace {

constexpr std::string_view kRightQuote = "\xe2\x80\x99";

const icu::Normalizer2& nfc() {
  UErrorCode error = U_ZERO_ERROR;
  static const icu::Normalizer2& instance = *icu::Normalizer2::getNFCInstance(error);  // lives as long as ICU
  return instance;
}

// Lower case of ASCII up to the first other character but the right quotation mark; how much of `text` was read.
size_t fold_ascii(std::string_view text, std::string& out) {
  size_t i = 0, n = out.size();
  out.resize(n + text.size());
  char* to = out.data();
  while (i < text.size()) {
    const char c = text[i];
    if (static_cast<unsigned char>(c) < 0x80) {
      to[n++] = static_cast<char>(c | ((c >= 'A' && c <= 'Z') << 5));
      ++i;
    } else if (text.substr(i, 3) == kRightQuote) {
      to[n++] = '\'';
      i += 3;
    } else {
      break;
    }
  }
  out.resize(n);
  return i;
}

}  // namespace

void fold(std::string_view text, std::string& out) {
  const size_t start = out.size();
  if (fold_ascii(text, out) == text.size()) return;
  out.resize(start);
  UErrorCode error = U_ZERO_ERROR;
  std::string folded;
  icu::StringByteSink<std::string> sink(&folded);
  icu::CaseMap::utf8Fold(U_FOLD_CASE_DEFAULT, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), sink,
                         nullptr, error);
  if (!nfc().isNormalizedUTF8(folded, error)) {
    std::string composed;
    icu::StringByteSink<std::string> to(&composed);
    nfc().normalizeUTF8(0, folded, to, nullptr, error);
    folded.swap(composed);
  }
  std::string_view rest = folded;
  for (size_t at; (at = rest.find(kRightQuote)) != rest.npos; rest.remove_prefix(at + kRightQuote.size()))
    out.append(rest.substr(0, at)) += '\'';
  out += rest;
}

}  // namespace inquit

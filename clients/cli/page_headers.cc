#include "clients/cli/page_headers.h"

#include <set>

namespace vangnet::cli {

const std::map<std::string, std::string>& RequiredHeaders() {
  static const auto* headers = new std::map<std::string, std::string>{
      {"content-security-policy",
       "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src "
       "'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'; "
       "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"},
      {"cross-origin-embedder-policy", "require-corp"},
      {"cross-origin-opener-policy", "same-origin"},
      {"cross-origin-resource-policy", "same-origin"},
      {"permissions-policy",
       "accelerometer=(), autoplay=(), camera=(), display-capture=(), "
       "geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), "
       "serial=(), usb=()"},
      {"referrer-policy", "no-referrer"},
      {"strict-transport-security", "max-age=63072000"},
      {"x-content-type-options", "nosniff"},
      {"x-frame-options", "DENY"},
  };
  return *headers;
}

const std::map<std::string, std::string>& RequiredHeadersOfIndex() {
  static const auto* headers = new std::map<std::string, std::string>{
      {"cache-control", "no-store"},
      {"content-type", "text/html; charset=utf-8"},
  };
  return *headers;
}

bool IsPlainHeader(const std::string& name) {
  static const auto* names = new std::set<std::string>{
      "accept-ranges",  "cache-control", "connection", "content-encoding",
      "content-length", "content-type",  "date",       "etag",
      "keep-alive",     "last-modified", "server",     "transfer-encoding",
      "vary",
  };
  return names->contains(name);
}

}  // namespace vangnet::cli

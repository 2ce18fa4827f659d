#include "clients/cli/report_flags.h"

namespace vangnet::cli {

absl::Status ReportGuided(Context&, const ReportFlags&) { return Missing("--from"); }
absl::Status ReportGuidedWith(Context&, const ReportFlags&, session::Connection&,
                              const sealing::Receipt*) {
  return Missing("--from");
}

}  // namespace vangnet::cli

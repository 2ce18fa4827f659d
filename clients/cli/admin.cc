#include "clients/cli/commands.h"

namespace vangnet::cli {

void AddAdmin(const Command& app) {
  const Command admin = app.Add(
      "admin",
      session::Words("Lijst van de organisatie, afwezigheid en dienst", "Bundle, absence and duty"),
      "  vangnet admin make-signer --signer s1.key --public s1.pub\n"
      "  vangnet admin draft --organisation organisation.textproto --signer @s1.pub --signer "
      "@s2.pub \\\n      --signer @s3.pub --threshold 2 --public host:443 --staff host:8443 "
      "--log-key @log.pub --out b1.draft\n"
      "  vangnet admin sign b1.draft --signer s1.key --out b1.signed\n"
      "  vangnet admin show-bundle b1.signed\n"
      "  vangnet admin doctor");
  admin.RequireSubcommand(1, 1);
  AddMakeSigner(admin);
  AddDraft(admin);
  AddNext(admin);
  AddStaffCommands(admin);
  AddSign(admin);
  AddPublish(admin);
  AddAbsence(admin);
  AddDuty(admin);
  AddShowBundle(admin);
  AddDoctor(admin);
  AddMetrics(admin);
  AddWebPage(admin);
  AddVerifyWeb(admin);
}

}  // namespace vangnet::cli

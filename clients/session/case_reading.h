// Reading a case and writing to it without believing the server: everything is fetched
// and verified anew each time.
#ifndef VANGNET_CLIENTS_SESSION_CASE_READING_H_
#define VANGNET_CLIENTS_SESSION_CASE_READING_H_

#include <functional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/sealing/case_chain.h"
#include "clients/sealing/record_seal.h"
#include "clients/session/case_port.h"
#include "clients/session/connection.h"
#include "vangnet/caseview/v1/caseview.pb.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::session {

struct CaseReading {
  sealing::CaseView view;
  CaseStanding standing;
};

// How much of a case is read. kCheckOnly never touches the conversation: the check card
// comes first.
enum class ReadExtent { kCheckOnly, kAllThatIsOpen };

// NOT_FOUND for a case that is not the reader's or does not exist. What the server shows
// wrongly is no failure but a finding of the view; so is a filing proof that is missing
// or about another filing, where the reader is given one.
absl::StatusOr<CaseReading> ReadCase(CasePort& port, Connection& connection,
                                     const sealing::Identity& reader, ReadExtent extent,
                                     const std::vector<caseview::v1::CompartmentHead>& remembered);

// What a person does, written with `writer`.
using CaseAct = std::function<absl::Status(sealing::RecordWriter& writer)>;

struct WriteTerms {
  ReadExtent extent = ReadExtent::kAllThatIsOpen;
  // The person was shown the findings and wants to write all the same.
  bool despite_damage = false;
};

// Reads, lets `act` write, sends; begins anew when somebody else wrote in between, an
// epoch is to be started, or the bundle is newer. DATA_LOSS/DAMAGED with findings, unless
// the person said otherwise; nothing is written then. Returns what was read last, before
// the act.
absl::StatusOr<CaseReading> WriteToCase(
    CasePort& port, Connection& connection, const sealing::Identity& author,
    const WriteTerms& terms, const std::vector<caseview::v1::CompartmentHead>& remembered,
    const CaseAct& act);

// An entry, by an author who may hold no key of the present epoch.
absl::Status WriteEntryOrStartEpoch(sealing::RecordWriter& writer,
                                    record::v1::CompartmentKind compartment,
                                    const content::v1::EntryBody& body);

}  // namespace vangnet::session

#endif  // VANGNET_CLIENTS_SESSION_CASE_READING_H_

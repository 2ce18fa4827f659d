// The ceiling that filings are measured against: a gRPC server with the same contract,
// limits and sockets as vangnetd that does nothing. It answers FileReport with as many
// bytes as a filing proof has, without looking at the filing.
//
//   vangnet_bench_echo PUBLIC_SOCKET STAFF_SOCKET
#include <grpcpp/grpcpp.h>
#include <signal.h>

#include <cstdio>
#include <string>

#include "vangnet/intake/v1/intake_service.grpc.pb.h"

namespace {

constexpr std::size_t kProofBytes = 380;

class EchoIntake : public vangnet::intake::v1::IntakeService::CallbackService {
  grpc::ServerUnaryReactor* FileReport(grpc::CallbackServerContext* context,
                                       const vangnet::intake::v1::FileReportRequest* /*request*/,
                                       vangnet::intake::v1::FileReportResponse* response) override {
    response->set_filing_proof(std::string(kProofBytes, 'p'));
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: vangnet_bench_echo PUBLIC_SOCKET STAFF_SOCKET\n");
    return 2;
  }
  EchoIntake service;
  grpc::ServerBuilder builder;
  builder.SetMaxReceiveMessageSize(1 << 20);
  for (int i = 1; i <= 2; ++i) {
    builder.AddListeningPort("unix:" + std::string(argv[i]), grpc::InsecureServerCredentials());
  }
  builder.RegisterService(&service);
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (server == nullptr) return 1;
  server->Wait();
  return 0;
}

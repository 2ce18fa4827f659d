// A running vangnetd: store, both surfaces and what looks after them.
#ifndef VANGNET_SERVICES_SERVER_SERVER_H_
#define VANGNET_SERVICES_SERVER_SERVER_H_

#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "proto/contract/clock.h"
#include "services/publication/renewal.h"
#include "services/server/configuration.h"
#include "services/server/open_store.h"
#include "services/server/store_check.h"
#include "services/server/store_watch.h"
#include "services/server/surface_server.h"
#include "services/server/surfaces.h"

namespace vangnet::server {

class Server {
 public:
  // Returns when both sockets take calls. In this order, and nothing later is touched when
  // an earlier step is refused: keys, lock, store and anchor, newest bundle, method tables,
  // sockets. Whether the store's content is what was committed takes longer: that is asked in
  // the background, and when it is not, the store is closed and every call is refused.
  static absl::StatusOr<std::unique_ptr<Server>> Start(const Configuration& configuration,
                                                       contract::Clock clock);

  // Says NOT_SERVING, takes no more calls, gives those under way configuration.drain,
  // finishes what the write queue holds, and closes the store without a WAL. Blocks; never
  // from a signal handler. Can be called twice; the destructor calls it.
  void Drain();
  ~Server() { Drain(); }

 private:
  Server(const Configuration& configuration, contract::Clock clock, Keys keys,
         std::unique_ptr<storage::Store> store)
      : configuration_(configuration),
        clock_(std::move(clock)),
        keys_(std::move(keys)),
        store_(std::move(store)) {}

  absl::Status LoadPublished();
  absl::Status Serve();
  void ShutDownSurfaces();
  // After the store was reopened.
  void RefreshPublished();
  absl::Status StartStoreCheck();

  const Configuration configuration_;
  const contract::Clock clock_;
  Keys keys_;
  std::unique_ptr<storage::Store> store_;
  std::unique_ptr<publication::NewestBundle> newest_;
  publication::ShownAvailability shown_;
  std::unique_ptr<PublicSurface> public_;
  std::unique_ptr<StaffSurface> staff_;
  std::unique_ptr<SurfaceServer> public_server_;
  std::unique_ptr<SurfaceServer> staff_server_;
  std::unique_ptr<publication::Renewal> renewal_;
  std::unique_ptr<StoreWatch> watch_;
  std::unique_ptr<StoreCheck> check_;
};

}  // namespace vangnet::server

#endif  // VANGNET_SERVICES_SERVER_SERVER_H_

// What is known of the store's content, beside whether it can be read and written.
#ifndef VANGNET_SERVICES_HEALTH_STORE_CONTENT_H_
#define VANGNET_SERVICES_HEALTH_STORE_CONTENT_H_

namespace vangnet::health {

enum class StoreContent {
  kNotCompared,  // Since the start: a comparison is under way, and takes seconds for each GB.
  kInOrder,      // What was committed, and who may open what is what the records say.
  kNotInOrder,   // It differs, or could not be compared: the log says which.
};

}  // namespace vangnet::health

#endif  // VANGNET_SERVICES_HEALTH_STORE_CONTENT_H_

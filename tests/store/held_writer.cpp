#include "store/store_fixture.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

namespace koebel::store {

void HeldWriter::submit(boost::asio::awaitable<void> writing) {
    boost::asio::co_spawn(context_, std::move(writing), boost::asio::detached);
    context_.poll();
    context_.restart();
}

}  // namespace koebel::store

// Keeps a private server in the folder it is given, says "ready" when that answers, and then waits to be killed.
#include "redis/client.hpp"
#include "redis/private_server.hpp"

#include <boost/asio/io_context.hpp>

#include <iostream>

int main(int, char** arguments) {
    boost::asio::io_context context{1};
    koebel::redis::PrivateServer server(context, {}, arguments[1]);
    koebel::redis::Client client(context, server.endpoint(), {}, "host");
    client.on_connected([] { std::cout << "ready" << std::endl; });
    server.start();
    client.start();
    context.run();
}

#pragma once

#include "store/database.hpp"

#include <chrono>
#include <string>

namespace koebel::store {

/// PostgreSQL by libpq in pipeline mode. Any number of nodes write; an advisory lock lets one batch in at
/// a time.
class PostgresqlDatabase final : public Database {
public:
    PostgresqlDatabase(std::string connection_string, std::chrono::seconds read_deadline)
        : connection_string_(std::move(connection_string)), read_deadline_(read_deadline) {}

    [[nodiscard]] std::unique_ptr<Connection> connect_writer() override;
    [[nodiscard]] std::unique_ptr<Connection> connect_reader() override;

private:
    std::string connection_string_;
    std::chrono::seconds read_deadline_;
};

}  // namespace koebel::store

#pragma once

#include "store/connection.hpp"

#include <memory>

namespace koebel::store {

/// A database that connections are made to. Thread-safe. Owned by the store.
class Database {
public:
    Database() = default;
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    virtual ~Database() = default;

    /// The one connection that writes. Throws DatabaseFault.
    [[nodiscard]] virtual std::unique_ptr<Connection> connect_writer() = 0;
    /// A connection that can only read. Throws DatabaseFault.
    [[nodiscard]] virtual std::unique_ptr<Connection> connect_reader() = 0;
};

/// SQLite in the data directory or PostgreSQL, as the settings say.
[[nodiscard]] std::unique_ptr<Database> make_database(const Settings& settings);

}  // namespace koebel::store

#pragma once

#include "store/database.hpp"

#include <string>

namespace koebel::store {

/// SQLite in one file. The writer's connection alone writes and checkpoints: versions before 3.51.3 can
/// lose commits when two connections do.
class SqliteDatabase final : public Database {
public:
    explicit SqliteDatabase(std::string path) : path_(std::move(path)) {}

    [[nodiscard]] std::unique_ptr<Connection> connect_writer() override;
    [[nodiscard]] std::unique_ptr<Connection> connect_reader() override;

private:
    std::string path_;
};

}  // namespace koebel::store

#pragma once

#include <string>
#include <vector>

namespace koebel::test {

/// A database of its own in the tests' cluster, made from a template that has all migrations; dropped
/// with it. The cluster is the one of KOEBEL_TEST_POSTGRESQL, or tests/postgresql starts it.
class PostgresqlDatabase {
public:
    PostgresqlDatabase();
    PostgresqlDatabase(const PostgresqlDatabase&) = delete;
    PostgresqlDatabase& operator=(const PostgresqlDatabase&) = delete;
    ~PostgresqlDatabase();

    [[nodiscard]] const std::string& connection_string() const { return connection_string_; }

private:
    std::string name_;
    std::string connection_string_;
};

/// Runs one statement on a connection of its own, outside any store; the first column of its rows.
/// Throws std::runtime_error with the server's words.
std::vector<std::string> run_postgresql(const std::string& connection_string, const std::string& statement);

}  // namespace koebel::test

#include "support/postgresql.hpp"

#include "base/id.hpp"
#include "base/time.hpp"
#include "store/migrations.hpp"
#include "store/store.hpp"

#include <libpq-fe.h>

#include <unistd.h>
#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <stdexcept>

namespace koebel::test {
namespace {

struct Finish {
    void operator()(PGconn* handle) const { PQfinish(handle); }
};
struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
};

class Session {
public:
    explicit Session(const std::string& connection_string) : handle_(PQconnectdb(connection_string.c_str())) {
        if (PQstatus(handle_.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(handle_.get()));
        PQsetNoticeProcessor(handle_.get(), [](void*, const char*) {}, nullptr);
    }

    std::vector<std::string> run(const std::string& statement) {
        const std::unique_ptr<PGresult, Clear> result{PQexec(handle_.get(), statement.c_str())};
        const auto status = PQresultStatus(result.get());
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
            throw std::runtime_error(PQresultErrorMessage(result.get()));
        }
        std::vector<std::string> rows;
        for (int row = 0; row < PQntuples(result.get()); ++row) rows.emplace_back(PQgetvalue(result.get(), row, 0));
        return rows;
    }

private:
    std::unique_ptr<PGconn, Finish> handle_;
};

/// The connection string of the cluster's own database "postgres".
const std::string& cluster() {
    static const std::string connection_string = [] {
        if (const char* given = std::getenv("KOEBEL_TEST_POSTGRESQL"); given != nullptr && *given != '\0') {
            return std::string{given};
        }
        const std::unique_ptr<FILE, int (*)(FILE*)> script{::popen(KOEBEL_TESTS "/postgresql start", "r"), ::pclose};
        std::array<char, 512> line{};
        if (!script || std::fgets(line.data(), line.size(), script.get()) == nullptr) {
            throw std::runtime_error("tests/postgresql start failed");
        }
        std::string text = line.data();
        while (!text.empty() && text.back() == '\n') text.pop_back();
        return text;
    }();
    return connection_string;
}

std::string connection_to(const std::string& database) {
    return cluster() + " dbname=" + database;
}

/// The template's name says which migrations it has.
std::string template_name() {
    std::string all;
    for (const auto& migration : store::migrations()) all += migration.text;
    char name[40];
    std::snprintf(name, sizeof name, "koebel_%016zx", std::hash<std::string>{}(all));
    return name;
}

void migrate(const std::string& database) {
    SystemClock clock;
    RandomIdSource ids;
    store::Settings settings;
    settings.postgresql = connection_to(database);
    store::Store::open(settings, clock, ids)->stop();
}

/// Made by the first test that needs it, under a lock that the others wait for.
const std::string& migrated_template() {
    static const std::string name = [] {
        const auto wanted = template_name();
        Session session(cluster());
        session.run("SELECT pg_advisory_lock(1)");
        if (session.run("SELECT datname FROM pg_database WHERE datname = '" + wanted + "'").empty()) {
            const auto draft = wanted + "_draft";
            session.run("DROP DATABASE IF EXISTS " + draft + " WITH (FORCE)");
            session.run("CREATE DATABASE " + draft);
            migrate(draft);
            session.run("ALTER DATABASE " + draft + " RENAME TO " + wanted);
        }
        return wanted;
    }();
    return name;
}

std::string next_name() {
    static std::atomic<int> last{0};
    return "koebel_test_" + std::to_string(::getpid()) + "_" + std::to_string(++last);
}

}  // namespace

PostgresqlDatabase::PostgresqlDatabase() : name_(next_name()), connection_string_(connection_to(name_)) {
    Session session(cluster());
    const auto& from = migrated_template();
    session.run("DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)");
    // Its files are copied as they are; the default writes each page to the log as well.
    session.run("CREATE DATABASE " + name_ + " TEMPLATE " + from + " STRATEGY FILE_COPY");
}

PostgresqlDatabase::~PostgresqlDatabase() {
    try {
        Session(cluster()).run("DROP DATABASE " + name_ + " WITH (FORCE)");
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
    }
}

std::vector<std::string> run_postgresql(const std::string& connection_string, const std::string& statement) {
    return Session(connection_string).run(statement);
}

}  // namespace koebel::test

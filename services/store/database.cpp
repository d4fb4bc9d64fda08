#include "store/database.hpp"

#include "store/data_directory.hpp"
#include "store/postgresql_connection.hpp"
#include "store/sqlite_connection.hpp"

namespace koebel::store {

std::unique_ptr<Database> make_database(const Settings& settings) {
    if (!settings.postgresql.empty()) {
        return std::make_unique<PostgresqlDatabase>(settings.postgresql, settings.read_deadline);
    }
    return std::make_unique<SqliteDatabase>(DataDirectory::database_path(settings.data_directory));
}

}  // namespace koebel::store

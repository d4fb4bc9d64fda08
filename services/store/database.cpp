#include "store/database.hpp"

#include "store/data_directory.hpp"
#include "store/sqlite_connection.hpp"

namespace koebel::store {

std::unique_ptr<Database> make_database(const Settings& settings) {
    if (!settings.postgresql.empty()) throw Fault("PostgreSQL is not there yet");
    return std::make_unique<SqliteDatabase>(DataDirectory::database_path(settings.data_directory));
}

}  // namespace koebel::store

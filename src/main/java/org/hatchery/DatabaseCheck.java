package org.hatchery;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Looks at the configured database before anything else starts, so that a wrong setting is told in one line. */
final class DatabaseCheck {

  private static final int OLDEST_VERSION = 140_000;
  private static final String SECONDS_TO_CONNECT = "10";

  private DatabaseCheck() {}

  /** @throws WrongSettings where the database cannot be used as it is set */
  static void check(String url, String user, String password) {
    Properties settings = new Properties();
    settings.put("connectTimeout", SECONDS_TO_CONNECT);
    settings.put("loginTimeout", SECONDS_TO_CONNECT);
    if (user != null) {
      settings.put("user", user);
    }
    if (password != null) {
      settings.put("password", password);
    }
    try (Connection connection = DriverManager.getConnection(url, settings);
        Statement statement = connection.createStatement()) {
      version(statement);
      locale(statement);
    } catch (SQLException e) {
      throw new WrongSettings("The database of spring.datasource.url (SPRING_DATASOURCE_URL) cannot be used: "
          + oneLine(e.getMessage()) + " Check the address, spring.datasource.username and spring.datasource.password.");
    }
  }

  private static void version(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("show server_version_num")) {
      row.next();
      if (row.getInt(1) < OLDEST_VERSION) {
        throw new WrongSettings("The PostgreSQL server is too old: version 14 or newer is needed.");
      }
    }
  }

  /** With locale C every similarity of Chinese titles is 0, so no near-equal title would ever be found. */
  private static void locale(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "select datctype, pg_encoding_to_char(encoding) from pg_database where datname = current_database()")) {
      row.next();
      String type = row.getString(1);
      if (type.equals("C") || type.equals("POSIX") || !row.getString(2).equals("UTF8")) {
        throw new WrongSettings("The database has locale " + type + " and encoding " + row.getString(2)
            + "; create it with encoding UTF8 and locale C.UTF-8, otherwise Chinese titles cannot be compared.");
      }
    }
  }

  private static String oneLine(String message) {
    return message.replaceAll("\\s+", " ").strip();
  }
}

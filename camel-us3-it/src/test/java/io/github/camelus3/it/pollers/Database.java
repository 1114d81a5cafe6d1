package io.github.camelus3.it.pollers;

import io.github.camelus3.emulator.FreePort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A PostgreSQL server that test classes share, because a start takes seconds. It can be stopped and
 * started again on its port. Each test begins with the empty table of docs/scale-out-pollers.md.
 */
public final class Database implements BeforeAllCallback, BeforeEachCallback, AutoCloseable {
  private static final ExtensionContext.Namespace STORE =
      ExtensionContext.Namespace.create(Database.class);

  private Server shared;

  /** Ends with the last test class. */
  private static final class Server implements AutoCloseable {
    private final int port = FreePort.find();
    private final Path folder;
    private EmbeddedPostgres running; // null while it is stopped

    Server() {
      try {
        folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "postgres-");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void start() throws IOException {
      if (running == null) {
        running =
            EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "off")
                .setPGStartupWait(Duration.ofMinutes(1)) // for a busy machine
                .start();
      }
    }

    @Override
    public void close() throws IOException {
      if (running != null) {
        running.close();
        running = null;
      }
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    shared =
        context
            .getRoot()
            .getStore(STORE)
            .getOrComputeIfAbsent("server", name -> new Server(), Server.class);
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    clear();
  }

  /** Starts the server if it is stopped, and makes the empty table. */
  void clear() throws IOException, SQLException {
    if (shared == null) { // a program without JUnit
      shared = new Server();
    }
    start();
    execute("DROP TABLE IF EXISTS CAMEL_MESSAGEPROCESSED");
    execute(ScaleOutPage.file("marks.sql"));
  }

  /** Starts the server with the data that it has. */
  public void start() throws IOException {
    shared.start();
  }

  /** Stops the server, which closes every connection. */
  public void stop() throws IOException {
    shared.close();
  }

  /** For a program. In a test the server ends with the last class. */
  @Override
  public void close() throws IOException {
    stop();
  }

  /** The URL for JDBC. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + shared.port + "/postgres?user=postgres";
  }

  /** Runs statements. */
  public void execute(String sql) throws SQLException {
    try (Connection connection = shared.running.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of a query. */
  public List<String> query(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = shared.running.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}

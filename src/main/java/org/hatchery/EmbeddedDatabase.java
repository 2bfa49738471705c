package org.hatchery;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.flyway.FlywayDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/** The PostgreSQL of the demonstration: keeps its data in a folder and loses nothing on a power cut. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "hatchery.demo", havingValue = "true")
class EmbeddedDatabase {

  private static final String OWNER = "postgres";
  private static final String PROGRAM = "hatchery_program";

  @Bean
  Server embeddedPostgres(
      @Value("${hatchery.data:data}") Path data, @Value("${hatchery.embedded.durable:true}") boolean durable)
      throws IOException {
    return new Server(data, durable);
  }

  @Bean
  @Primary
  DataSource dataSource(Server server, @Value("${hatchery.embedded.connections:20}") int connections) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("hatchery");
    pool.setJdbcUrl(server.url(PROGRAM));
    // as in application.yaml
    pool.addDataSourceProperty("logServerErrorDetail", "false");
    pool.setMaximumPoolSize(connections);
    return new HikariDataSource(pool);
  }

  /** Migrations run as the owner of the tables, the program as a role that may use them: as the README recommends for real use. */
  @Bean
  @FlywayDataSource
  DataSource tablesOwner(Server server) {
    return new DriverManagerDataSource(server.url(OWNER));
  }

  static final class Server implements DisposableBean {

    private final FileChannel lockFile;
    private final EmbeddedPostgres postgres;

    Server(Path data, boolean durable) throws IOException {
      Path folder = Files.createDirectories(data.toAbsolutePath());
      lockFile = lock(folder);
      Path database = folder.resolve("postgres");
      endLeftOver(database);
      String safe = durable ? "on" : "off";
      postgres =
          EmbeddedPostgres.builder()
              .setDataDirectory(database)
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false)
              .setLocaleConfig("locale", "C.UTF-8")
              .setLocaleConfig("encoding", "UTF8")
              .setServerConfig("fsync", safe)
              .setServerConfig("synchronous_commit", safe)
              .setServerConfig("full_page_writes", safe)
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("max_connections", "60")
              // its log does not quote what stands in a row
              .setServerConfig("log_error_verbosity", "terse")
              .setPGStartupWait(Duration.ofSeconds(60))
              .start();
      roles();
    }

    String url(String role) {
      return postgres.getJdbcUrl(role, "postgres");
    }

    private void roles() {
      ResourceDatabasePopulator script = new ResourceDatabasePopulator(new ClassPathResource("db/embedded-roles.sql"));
      script.setSeparator(ScriptUtils.EOF_STATEMENT_SEPARATOR);
      script.execute(new DriverManagerDataSource(url(OWNER)));
    }

    private static FileChannel lock(Path folder) throws IOException {
      FileChannel channel =
          FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock;
      try {
        lock = channel.tryLock();
      } catch (OverlappingFileLockException e) {
        lock = null;
      }
      if (lock == null) {
        channel.close();
        throw new WrongSettings("Another Hatchery is running with the data in " + folder
            + ". Stop it, or set hatchery.data to another folder.");
      }
      return channel;
    }

    /** A database server may outlive a program that was killed; we hold the lock, so nobody needs it. */
    private static void endLeftOver(Path database) throws IOException {
      Path pidFile = database.resolve("postmaster.pid");
      if (!Files.exists(pidFile)) {
        return;
      }
      List<String> lines = Files.readAllLines(pidFile);
      Optional<ProcessHandle> left =
          lines.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(lines.get(0).strip()));
      boolean ours = left.flatMap(process -> process.info().command()).filter(c -> c.contains("postgres")).isPresent();
      if (ours) {
        left.get().destroy();
        try {
          left.get().onExit().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        } catch (Exception e) {
          throw new WrongSettings("A database server of an earlier run (process " + left.get().pid()
              + ") does not end; stop it and start again.");
        }
      }
    }

    @Override
    public void destroy() throws IOException {
      postgres.close();
      lockFile.close();
    }
  }
}

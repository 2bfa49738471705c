package bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A program in a process of its own, on this one's class path. */
final class Program implements AutoCloseable {

  private final Process process;
  private final Path log;
  private final int port;
  private final double seconds;

  /**
   * Starts it and waits until it answers.
   *
   * @param heap in MB
   * @param page that answers 200 once it can be used
   */
  Program(Path log, int heap, String page, Class<?> main, String... arguments) {
    this.log = log;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + heap + "m", "-cp",
                System.getProperty("java.class.path"), main.getName(), "--server.port=" + port));
    command.addAll(List.of(arguments));
    long start = System.nanoTime();
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    waitFor(page);
    seconds = (System.nanoTime() - start) / 1e9;
  }

  int port() {
    return port;
  }

  /** How long it took until it answered. */
  double seconds() {
    return seconds;
  }

  private void waitFor(String page) {
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + page)).build();
    while (process.isAlive()) {
      try {
        if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        LockSupport.parkNanos(50_000_000);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new IllegalStateException("It did not start: see " + log);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hatchery.HatcheryTest;
import org.hatchery.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Many people open Tasklist at the same moment: each page carries the nonce that its own policy names. */
@HatcheryTest
class PageNonceTest {

  private static final Pattern NONCE = Pattern.compile("nonce-([A-Za-z0-9_-]+)");

  @LocalServerPort int port;

  @Test
  void pagesAskedForTogetherEachHaveTheirOwnNonce() throws Exception {
    Visitor visitor = Visitor.signedIn(port, "gangshan.clerk");
    ExecutorService people = Executors.newFixedThreadPool(8);
    try {
      Callable<HttpResponse<String>> open = () -> visitor.get("/camunda/app/tasklist/default/");
      List<Callable<HttpResponse<String>>> all = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        all.add(open);
      }
      for (Future<HttpResponse<String>> answer : people.invokeAll(all)) {
        Matcher named = NONCE.matcher(answer.get().headers().firstValue("Content-Security-Policy").orElse(""));
        assertThat(named.find()).isTrue();
        assertThat(answer.get().body()).contains("nonce=\"" + named.group(1) + "\"");
      }
    } finally {
      people.shutdown();
    }
  }
}

package org.hatchery.desk;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * What every answer tells the browser, whoever gives it: our pages, the webapps, a file, an error, the server itself. It stands in
 * the server before all filters, since some requests never reach one. The webapps put their own policy with a nonce in the place of
 * this one.
 */
class SecurityHeaders extends ValveBase {

  private static final String PAGES_ONLY_FROM_HERE =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self';"
          + " frame-ancestors 'none'";

  private static final String NOTHING_OF_THE_MACHINE =
      "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(),"
          + " midi=(), payment=(), usb=()";

  /** Scripts, styles and pictures, the same for everybody: a pattern of paths. */
  static final String FOR_ALL = "/(css|js|vendor)/.*|/favicon.ico|/camunda/(lib|assets)/.*";

  /** Kept while they have not changed; everything else may hold data. */
  private static final Pattern KEPT = Pattern.compile(FOR_ALL);

  private final boolean https;

  SecurityHeaders(PublicAddress address) {
    super(true);
    this.https = address.https();
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    write(request, response);
    getNext().invoke(request, response);
    if (!response.isCommitted()) {
      // an error that threw away a half answer threw these away with it
      write(request, response);
    }
  }

  private void write(Request request, Response response) {
    put(response, "Content-Security-Policy", PAGES_ONLY_FROM_HERE);
    put(response, "X-Content-Type-Options", "nosniff");
    put(response, "X-Frame-Options", "DENY");
    put(response, "Referrer-Policy", "same-origin");
    put(response, "Permissions-Policy", NOTHING_OF_THE_MACHINE);
    put(response, "Cross-Origin-Opener-Policy", "same-origin");
    put(response, "Cross-Origin-Resource-Policy", "same-origin");
    if (https || request.isSecure()) {
      put(response, "Strict-Transport-Security", "max-age=31536000");
    }
    String path = String.valueOf(request.getRequestURI());
    if (KEPT.matcher(path).matches()) {
      put(response, "Cache-Control", "no-cache");
    } else if (!path.startsWith("/camunda/app/") || path.endsWith("/")) {
      put(response, "Cache-Control", "no-store");
    }
  }

  private static void put(Response response, String name, String value) {
    if (!response.containsHeader(name)) {
      response.setHeader(name, value);
    }
  }
}

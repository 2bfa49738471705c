package org.hatchery.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.hatchery.WrongSettings;

/**
 * Where people reach the program, as configured.
 *
 * @param origin scheme, host and port as a browser names them; the port is left out where it is the usual one
 */
record PublicAddress(String origin) {

  /** @param address of the setting {@code hatchery.public-address} */
  static PublicAddress of(String address) {
    String origin = origin(address.strip());
    if (origin == null) {
      throw new WrongSettings(
          "hatchery.public-address (HATCHERY_PUBLIC_ADDRESS) must begin with http:// or https:// and name a host, "
              + "for example https://volunteer.example.gov.cn, not " + address + ".");
    }
    return new PublicAddress(origin);
  }

  boolean https() {
    return origin.startsWith("https://");
  }

  /**
   * Whether a page of this program sent the request: one at the configured address, or one at the address by which the browser
   * asked here (inside the office it may be another).
   *
   * @param from what {@code Origin} or {@code Referer} says
   */
  boolean ours(String from, HttpServletRequest request) {
    String sender = origin(from);
    if (sender == null) {
      return false;
    }
    String host = request.getHeader("Host");
    // the scheme of the request does not count: a proxy may have spoken https for us
    return sender.equals(origin)
        || host != null && (sender.equals(origin("http://" + host)) || sender.equals(origin("https://" + host)));
  }

  private static String origin(String address) {
    try {
      URI uri = new URI(address);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (uri.getHost() == null || uri.getUserInfo() != null || !scheme.equals("http") && !scheme.equals("https")) {
        return null;
      }
      int usual = scheme.equals("https") ? 443 : 80;
      String port = uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
      return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
    } catch (URISyntaxException e) {
      return null;
    }
  }
}

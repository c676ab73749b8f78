package io.watchfloor.connectors.webhook;

import io.watchfloor.model.signal.Glob;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The hosts that a request may go to: globs over `host` or `host:port`. A name that is allowed
/// must also lead somewhere sensible: never to a link-local address (where clouds keep their
/// metadata), a multicast group or "any", and to loopback only where loopback itself is what was
/// allowed.
record AllowedHosts(List<String> globs) {
  AllowedHosts {
    globs =
        globs.stream()
            .map(glob -> glob.strip().toLowerCase(Locale.ROOT))
            .filter(glob -> !glob.isEmpty())
            .toList();
  }

  /// Why `url` may not be asked; empty when it may.
  Optional<String> refusal(URI url) {
    var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https"))
      return Optional.of("Only http and https addresses can be asked.");
    if (url.getRawUserInfo() != null)
      return Optional.of("The address holds a user name; put credentials into a secret header.");
    var host = url.getHost();
    if (host == null || host.isEmpty()) return Optional.of("The address names no host.");
    host = host.toLowerCase(Locale.ROOT);
    int port = url.getPort() >= 0 ? url.getPort() : scheme.equals("https") ? 443 : 80;
    if (!isAllowed(host, port))
      return Optional.of(
          "The host "
              + host
              + ":"
              + port
              + " is not allowed. Add it to the allowed hosts of the configuration.");
    return refusalOfAddress(host);
  }

  private boolean isAllowed(String host, int port) {
    return globs.stream()
        .anyMatch(glob -> Glob.matches(glob, hasPort(glob) ? host + ":" + port : host));
  }

  private static boolean hasPort(String glob) {
    int colon = glob.lastIndexOf(':');
    return colon > glob.lastIndexOf(']') && colon >= 0;
  }

  private Optional<String> refusalOfAddress(String host) {
    try {
      for (var address : InetAddress.getAllByName(host)) {
        if (address.isLinkLocalAddress()
            || address.isMulticastAddress()
            || address.isAnyLocalAddress())
          return Optional.of(
              "The host "
                  + host
                  + " leads to "
                  + address.getHostAddress()
                  + ", where no request may go.");
        if (address.isLoopbackAddress() && !isLoopbackName(host))
          return Optional.of(
              "The host "
                  + host
                  + " leads to this machine itself; allow localhost or 127.0.0.1 if that is"
                  + " meant.");
      }
      return Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.of(
          "The host " + host + " is not known. Is the name right, and does DNS work?");
    }
  }

  private static boolean isLoopbackName(String host) {
    return host.equals("localhost")
        || host.matches("127(\\.[0-9]{1,3}){3}")
        || host.equals("[::1]");
  }
}

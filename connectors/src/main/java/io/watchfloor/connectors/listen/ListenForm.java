package io.watchfloor.connectors.listen;

import io.watchfloor.connectors.SettingsForm.Field;
import io.watchfloor.connectors.SettingsForm.Field.Kind;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.model.source.SourceException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;

/// The part of a settings form that every listening source shares. Nobody but this machine is
/// listened to until a person writes another address.
public final class ListenForm {
  public static final String ADDRESS = "address";
  public static final String PORT = "port";
  public static final String SENDERS = "senders";

  private static final String LOOPBACK = "127.0.0.1";

  private ListenForm() {}

  public static List<Field> fields(int port) {
    return List.of(
        Field.of(
            ADDRESS,
            "Listen at",
            "127.0.0.1 hears only this machine; 0.0.0.0 hears the whole network, so name the"
                + " senders then.",
            Kind.TEXT,
            LOOPBACK,
            false),
        Field.of(
            PORT, "Port", "Below 1024 it needs rights.", Kind.INTEGER, String.valueOf(port), false),
        Field.of(
            SENDERS,
            "Only from",
            "Addresses or networks, one a line: 10.0.0.0/8, 192.168.7.3. Empty: from all that"
                + " reach it.",
            Kind.LIST,
            "",
            false));
  }

  /// Where to listen.
  ///
  /// @throws SourceException names the setting that can't work
  public static InetSocketAddress address(SourceSettings settings, int otherwise)
      throws SourceException {
    var name = settings.text(ADDRESS, LOOPBACK).strip();
    try {
      int port = settings.number(PORT, otherwise);
      if (port < 0 || port > 65_535)
        throw new SourceException("port: must be between 0 and 65535.", false, null);
      return new InetSocketAddress(InetAddress.getByName(name), port);
    } catch (UnknownHostException e) {
      throw new SourceException(
          "address: \"" + SafeText.words(name) + "\" is no address; write 127.0.0.1 or 0.0.0.0.",
          false,
          e);
    } catch (IllegalArgumentException e) {
      throw new SourceException(String.valueOf(e.getMessage()), false, e);
    }
  }

  /// It listened, and does not any more.
  public static SourceException stopped() {
    return new SourceException("It does not listen any more; start the source again.", true, null);
  }

  /// It could not listen; trying again helps once somebody else has gone away.
  public static SourceException taken(InetSocketAddress at, IOException error) {
    return new SourceException(
        "port: "
            + at.getAddress().getHostAddress()
            + ":"
            + at.getPort()
            + " can't be listened at ("
            + SafeText.words(String.valueOf(error.getMessage()))
            + "). Is another program, or another source, listening there?",
        true,
        error);
  }
}

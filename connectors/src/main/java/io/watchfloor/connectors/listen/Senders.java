package io.watchfloor.connectors.listen;

import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.model.source.SourceException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Who is listened to: addresses and networks (`10.0.0.0/8`, `fd00::/8`). An empty list is
/// everybody.
public record Senders(List<Network> networks) {
  private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:]{2,45}");

  /// The first `bits` of an address.
  public record Network(InetAddress address, int bits) {
    boolean holds(InetAddress other) {
      var ours = address.getAddress();
      var theirs = other.getAddress();
      if (ours.length != theirs.length) return false;
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit & 7);
        if ((ours[bit >> 3] & mask) != (theirs[bit >> 3] & mask)) return false;
      }
      return true;
    }
  }

  public Senders {
    networks = List.copyOf(networks);
  }

  /// @throws SourceException names the one that is no address; names of hosts are not taken,
  ///   because whoever answers for a name could change who may send
  public static Senders of(SourceSettings settings) throws SourceException {
    var networks = new ArrayList<Network>();
    for (var line : settings.list(ListenForm.SENDERS)) {
      var text = line.strip();
      if (!text.isEmpty()) networks.add(network(text));
    }
    return new Senders(networks);
  }

  private static Network network(String text) throws SourceException {
    int slash = text.indexOf('/');
    var address = slash < 0 ? text : text.substring(0, slash);
    try {
      if (!ADDRESS.matcher(address).matches()) throw new UnknownHostException(address);
      var parsed = InetAddress.getByName(address);
      int longest = parsed.getAddress().length * 8;
      int bits = slash < 0 ? longest : Integer.parseInt(text.substring(slash + 1));
      if (bits < 0 || bits > longest) throw new NumberFormatException("bits");
      return new Network(parsed, bits);
    } catch (UnknownHostException | NumberFormatException e) {
      throw new SourceException(
          "senders: \""
              + SafeText.words(text)
              + "\" is no address or network; write 192.168.7.3 or 10.0.0.0/8.",
          false,
          e);
    }
  }

  public boolean allow(InetAddress sender) {
    if (networks.isEmpty()) return true;
    for (var network : networks) if (network.holds(sender)) return true;
    return false;
  }
}

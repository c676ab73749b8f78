package io.watchfloor.connectors.snmp;

import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.source.SourceException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A trap that begins a trouble and the one that ends it. Both are about the same thing where the
/// values of `keys` are the same (linkDown and linkUp: ifIndex); without keys, where they come from
/// the same agent.
record ClearPair(String raise, String clear, List<String> keys, Severity severity) {
  private static final String USUAL =
      """
      1.3.6.1.6.3.1.1.5.3 1.3.6.1.6.3.1.1.5.4 key=1.3.6.1.2.1.2.2.1.1 severity=major
      1.3.6.1.2.1.15.0.2 1.3.6.1.2.1.15.0.1 key=1.3.6.1.2.1.15.3.1.7 severity=major
      1.3.6.1.2.1.15.7.2 1.3.6.1.2.1.15.7.1 key=1.3.6.1.2.1.15.3.1.7 severity=major
      1.3.6.1.2.1.16.0.1 1.3.6.1.2.1.16.0.2 key=1.3.6.1.2.1.16.3.1.1.1 severity=warning
      1.3.6.1.2.1.33.2.3 1.3.6.1.2.1.33.2.4 key=1.3.6.1.2.1.33.1.6.2.1.1 severity=major
      """;

  ClearPair {
    keys = List.copyOf(keys);
  }

  /// Those of the operator first, then the usual ones.
  static List<ClearPair> all(List<String> more) throws SourceException {
    var pairs = new ArrayList<ClearPair>();
    for (var line : more) if (!line.isBlank()) pairs.add(of(line.strip()));
    for (var line : USUAL.lines().toList()) pairs.add(of(line));
    return pairs;
  }

  private static ClearPair of(String line) throws SourceException {
    var words = line.split("\\s+");
    var keys = List.<String>of();
    var severity = Severity.MAJOR;
    boolean good = words.length >= 2 && isOid(words[0]) && isOid(words[1]);
    for (int i = 2; good && i < words.length; i++) {
      if (words[i].startsWith("key=")) keys = keys(words[i].substring(4));
      else if (words[i].startsWith("severity=")) severity = Severity.ofWord(words[i].substring(9));
      else good = false;
    }
    if (!good || !keys.stream().allMatch(ClearPair::isOid))
      throw new SourceException(
          "pairs: \""
              + SafeText.words(line)
              + "\" is no pair; write RAISE CLEAR key=OID,OID severity=major, the first two as"
              + " numbers.",
          false,
          null);
    return new ClearPair(Names.plain(words[0]), Names.plain(words[1]), keys, severity);
  }

  private static List<String> keys(String text) {
    return Arrays.stream(text.split(",")).map(Names::plain).toList();
  }

  private static boolean isOid(String text) {
    return Names.OID.matcher(text).matches();
  }

  boolean isOf(String oid) {
    return raise.equals(oid) || clear.equals(oid);
  }

  /// What tells one trouble of an agent from another of the same kind.
  String key(Trap trap) {
    var key = new StringBuilder();
    for (var wanted : keys)
      for (var bind : trap.binds())
        if (bind.oid().equals(wanted) || bind.oid().startsWith(wanted + "."))
          key.append('|').append(bind.value());
    return key.toString();
  }
}

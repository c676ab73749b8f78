package io.watchfloor.connectors.snmp;

import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.model.source.SourceException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Names of object identifiers: some that everybody meets (from the RFCs named beside them), and
/// those of the operator. What has no name is shown as its numbers; no MIB file is ever loaded.
final class Names {
  static final Pattern OID = Pattern.compile("\\.?[0-2](\\.\\d{1,10}){1,63}");

  private static final String USUAL =
      """
      1.3.6.1.6.3.1.1.5.1 coldStart
      1.3.6.1.6.3.1.1.5.2 warmStart
      1.3.6.1.6.3.1.1.5.3 linkDown
      1.3.6.1.6.3.1.1.5.4 linkUp
      1.3.6.1.6.3.1.1.5.5 authenticationFailure
      1.3.6.1.6.3.1.1.5.6 egpNeighborLoss
      1.3.6.1.2.1.1.1 sysDescr
      1.3.6.1.2.1.1.3 sysUpTime
      1.3.6.1.2.1.1.5 sysName
      1.3.6.1.2.1.1.6 sysLocation
      1.3.6.1.2.1.2.2.1.1 ifIndex
      1.3.6.1.2.1.2.2.1.2 ifDescr
      1.3.6.1.2.1.2.2.1.3 ifType
      1.3.6.1.2.1.2.2.1.7 ifAdminStatus
      1.3.6.1.2.1.2.2.1.8 ifOperStatus
      1.3.6.1.2.1.31.1.1.1.1 ifName
      1.3.6.1.2.1.31.1.1.1.18 ifAlias
      1.3.6.1.2.1.15.0.1 bgpEstablishedNotification
      1.3.6.1.2.1.15.0.2 bgpBackwardTransNotification
      1.3.6.1.2.1.15.7.1 bgpEstablished
      1.3.6.1.2.1.15.7.2 bgpBackwardTransition
      1.3.6.1.2.1.15.3.1.7 bgpPeerRemoteAddr
      1.3.6.1.2.1.15.3.1.14 bgpPeerLastError
      1.3.6.1.2.1.15.3.1.2 bgpPeerState
      1.3.6.1.2.1.14.16.2.2 ospfNbrStateChange
      1.3.6.1.2.1.16.0.1 risingAlarm
      1.3.6.1.2.1.16.0.2 fallingAlarm
      1.3.6.1.2.1.16.3.1.1.1 alarmIndex
      1.3.6.1.2.1.16.3.1.1.3 alarmVariable
      1.3.6.1.2.1.16.3.1.1.5 alarmValue
      1.3.6.1.2.1.17.0.1 newRoot
      1.3.6.1.2.1.17.0.2 topologyChange
      1.3.6.1.2.1.33.2.1 upsTrapOnBattery
      1.3.6.1.2.1.33.2.3 upsTrapAlarmEntryAdded
      1.3.6.1.2.1.33.2.4 upsTrapAlarmEntryRemoved
      1.3.6.1.2.1.33.1.6.2.1.1 upsAlarmId
      1.3.6.1.2.1.33.1.6.2.1.2 upsAlarmDescr
      1.3.6.1.2.1.47.2.0.1 entConfigChange
      1.3.6.1.2.1.99.0.1 entSensorThresholdNotification
      """;

  private final Map<String, String> names = new TreeMap<>();

  /// `more` are lines of an identifier, a blank and its name; they stand before the usual ones.
  ///
  /// @throws SourceException names the line that is none
  Names(List<String> more) throws SourceException {
    for (var line : USUAL.lines().toList()) take(line);
    for (var line : more) if (!line.isBlank()) take(line.strip());
  }

  private void take(String line) throws SourceException {
    var words = line.split("\\s+", 2);
    if (words.length != 2 || !OID.matcher(words[0]).matches())
      throw new SourceException(
          "names: \""
              + SafeText.words(line)
              + "\" is no identifier with a name; write 1.3.6.1.4.1.9.0.1 fanFailed.",
          false,
          null);
    names.put(plain(words[0]), words[1]);
  }

  static String plain(String oid) {
    return oid.startsWith(".") ? oid.substring(1) : oid;
  }

  /// The name of the longest beginning that has one, and what follows as numbers.
  String of(String oid) {
    for (var head = oid; !head.isEmpty(); head = parent(head)) {
      var name = names.get(head);
      if (name != null) return name + oid.substring(head.length());
    }
    return oid;
  }

  /// The name without the instance behind it.
  String bare(String oid) {
    for (var head = oid; !head.isEmpty(); head = parent(head)) {
      var name = names.get(head);
      if (name != null) return name;
    }
    return oid;
  }

  private static String parent(String oid) {
    int dot = oid.lastIndexOf('.');
    return dot < 0 ? "" : oid.substring(0, dot);
  }
}

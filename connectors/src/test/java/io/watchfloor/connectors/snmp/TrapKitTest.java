package io.watchfloor.connectors.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.ListenerKit;
import io.watchfloor.connectors.SourceType;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Event;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.source.Secrets.Secret;
import io.watchfloor.model.source.SourceException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.snmp4j.CommunityTarget;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.Snmp;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.IpAddress;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/// Traps keep the kit's promises, and what is their own: versions, pairs, names.
final class TrapKitTest extends ListenerKit {
  private static final String LINK_DOWN = "1.3.6.1.6.3.1.1.5.3";
  private static final String LINK_UP = "1.3.6.1.6.3.1.1.5.4";
  private static final String IF_INDEX = "1.3.6.1.2.1.2.2.1.1.";

  @Override
  protected SourceType type() {
    return new TrapType();
  }

  @Override
  protected Map<String, List<String>> settings() {
    return Map.of();
  }

  @Override
  protected void send(int port) throws Exception {
    trap(port, LINK_DOWN, bind(IF_INDEX + 3, new Integer32(3)));
  }

  @Override
  protected void sendRaw(int port, byte[] bytes) throws Exception {
    try (var socket = new DatagramSocket()) {
      var to = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      socket.send(new DatagramPacket(bytes, Math.min(bytes.length, 60_000), to));
    }
  }

  @Override
  protected boolean isUdp() {
    return true;
  }

  @Override
  protected boolean isGood(Signal signal) {
    return signal instanceof Event event && event.kind().equals("linkDown");
  }

  private static VariableBinding bind(String oid, Variable value) {
    return new VariableBinding(new OID(oid), value);
  }

  private static void trap(int port, String oid, VariableBinding... binds) throws Exception {
    var pdu = new PDU();
    pdu.setType(PDU.TRAP);
    pdu.add(new VariableBinding(SnmpConstants.snmpTrapOID, new OID(oid)));
    for (var bind : binds) pdu.add(bind);
    send(port, pdu, SnmpConstants.version2c, "public");
  }

  private static void send(int port, PDU pdu, int version, String community) throws Exception {
    try (var snmp = new Snmp(new DefaultUdpTransportMapping())) {
      var target =
          new CommunityTarget<>(
              new UdpAddress(InetAddress.getLoopbackAddress(), port), new OctetString(community));
      target.setVersion(version);
      snmp.send(pdu, target);
    }
  }

  @Test
  void linkThatGoesDownAndUpIsOneAlertThatEnds() throws Exception {
    int port = freePort();
    try (var source = source(port, Map.of())) {
      source.open(this::take);
      trap(port, LINK_DOWN, bind(IF_INDEX + 3, new Integer32(3)));
      trap(port, LINK_DOWN, bind(IF_INDEX + 4, new Integer32(4)));
      trap(port, LINK_UP, bind(IF_INDEX + 3, new Integer32(3)));
      var three = (Alert) await(Alert.class::isInstance);
      var four = (Alert) await(Alert.class::isInstance);
      var over = (Alert) await(Alert.class::isInstance);
      assertEquals("linkDown", three.name());
      assertEquals("127.0.0.1", three.entity().name());
      assertEquals(Severity.MAJOR, three.severity());
      assertEquals(Alert.State.FIRING, three.state());
      assertEquals(Alert.State.FIRING, four.state());
      assertFalse(three.fingerprint().equals(four.fingerprint()));
      assertEquals(three.fingerprint(), over.fingerprint());
      assertEquals(Alert.State.RESOLVED, over.state());
      assertEquals("linkUp", over.sourceState());
      assertEquals("3", over.labels().value("ifIndex"));
      assertEquals("linkUp ifIndex.3=3", over.summary());
    }
  }

  @Test
  void firstVersionIsReadAsTheSecondAndItsAgentIsWhoItIsAbout() throws Exception {
    int port = freePort();
    try (var source = source(port, Map.of())) {
      source.open(this::take);
      var pdu = new PDUv1();
      pdu.setEnterprise(new OID("1.3.6.1.4.1.9999.1"));
      pdu.setAgentAddress(new IpAddress("10.1.2.3"));
      pdu.setGenericTrap(PDUv1.ENTERPRISE_SPECIFIC);
      pdu.setSpecificTrap(17);
      pdu.setTimestamp(360_000);
      send(port, pdu, SnmpConstants.version1, "public");
      var event = (Event) await(Event.class::isInstance);
      assertEquals("1.3.6.1.4.1.9999.1.0.17", event.kind());
      assertEquals("10.1.2.3", event.entity().name());
      assertEquals("127.0.0.1", event.labels().value("sender"));
      assertEquals("3600 s", event.labels().value("uptime"));
      pdu.setGenericTrap(PDUv1.LINKDOWN);
      send(port, pdu, SnmpConstants.version1, "public");
      assertEquals("linkDown", ((Event) await(Event.class::isInstance)).kind());
    }
  }

  @Test
  void pairsAndNamesOfOnesOwn() throws Exception {
    int port = freePort();
    var own =
        Map.of(
            "pairs",
            "1.3.6.1.4.1.9999.0.1 .1.3.6.1.4.1.9999.0.2 key=1.3.6.1.4.1.9999.1.1 severity=critical",
            "names",
            "1.3.6.1.4.1.9999.0.1 fanFailed\n1.3.6.1.4.1.9999.1.1 fanName");
    try (var source = source(port, own)) {
      source.open(this::take);
      var fan = bind("1.3.6.1.4.1.9999.1.1.7", new OctetString("fan 7"));
      trap(port, "1.3.6.1.4.1.9999.0.1", fan);
      trap(port, "1.3.6.1.4.1.9999.0.2", fan);
      var begun = (Alert) await(Alert.class::isInstance);
      assertEquals("fanFailed", begun.name());
      assertEquals(Severity.CRITICAL, begun.severity());
      assertEquals("fan 7", begun.labels().value("fanName"));
      var over = (Alert) await(Alert.class::isInstance);
      assertEquals(Alert.State.RESOLVED, over.state());
      assertEquals(begun.fingerprint(), over.fingerprint());
    }
  }

  @Test
  void otherCommunityThanOursIsNotHeard() throws Exception {
    secrets.put("kit/community", new Secret("canary-57f1"));
    int port = freePort();
    try (var source = source(port, Map.of())) {
      source.open(this::take);
      send(port);
      var notice = awaitNotice(source, "another community than ours");
      assertFalse(notice.contains("canary-57f1"));
      assertTrue(heard.isEmpty());
      var pdu = new PDU();
      pdu.setType(PDU.TRAP);
      pdu.add(new VariableBinding(SnmpConstants.snmpTrapOID, new OID(LINK_DOWN)));
      send(port, pdu, SnmpConstants.version2c, "canary-57f1");
      await(this::isGood);
    }
  }

  @Test
  void questionsAndNoiseAreCountedAndNeverAnswered() throws Exception {
    int port = freePort();
    try (var source = source(port, Map.of())) {
      source.open(this::take);
      var get = new PDU();
      get.setType(PDU.GET);
      get.add(new VariableBinding(new OID("1.3.6.1.2.1.1.5.0")));
      try (var snmp = new Snmp(new DefaultUdpTransportMapping())) {
        snmp.listen();
        var target =
            new CommunityTarget<>(
                new UdpAddress(InetAddress.getLoopbackAddress(), port), new OctetString("public"));
        target.setVersion(SnmpConstants.version2c);
        target.setTimeout(500);
        target.setRetries(0);
        assertEquals(null, snmp.send(get, target).getResponse());
      }
      awaitNotice(source, "were no traps");
      sendRaw(port, new byte[] {0x30, 0x03, 0x02, 0x01, 0x07});
      sendRaw(port, "hallo".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      awaitNotice(source, "were no SNMP");
      assertTrue(heard.isEmpty());
    }
  }

  @Test
  void informIsAnsweredOnceItIsStoredAndNotWhereItWasNot() throws Exception {
    int port = freePort();
    var full = new java.util.concurrent.atomic.AtomicBoolean(true);
    try (var source = source(port, Map.of());
        var snmp = new Snmp(new DefaultUdpTransportMapping())) {
      source.open(
          signals -> {
            if (full.get()) throw new SourceException("too much", true, null);
            take(signals);
          });
      snmp.listen();
      var inform = new PDU();
      inform.setType(PDU.INFORM);
      inform.add(new VariableBinding(SnmpConstants.snmpTrapOID, new OID(LINK_DOWN)));
      var target =
          new CommunityTarget<>(
              new UdpAddress(InetAddress.getLoopbackAddress(), port), new OctetString("public"));
      target.setVersion(SnmpConstants.version2c);
      target.setTimeout(1_000);
      target.setRetries(0);
      assertEquals(null, snmp.send(inform, target).getResponse());
      awaitNotice(source, "informs could not be stored");
      full.set(false);
      inform.setRequestID(new Integer32(0));
      assertEquals(PDU.noError, snmp.send(inform, target).getResponse().getErrorStatus());
      await(this::isGood);
    }
  }

  @Test
  void loudSenderHasOnlyItsShare() throws Exception {
    int port = freePort();
    try (var source = source(port, Map.of());
        var socket = new DatagramSocket()) {
      source.open(this::take);
      var packet = new DatagramPacket(new byte[] {1, 2}, 2, InetAddress.getLoopbackAddress(), port);
      for (int i = 0; i < 60_000; i++) {
        socket.send(packet);
        if (i % 1_000 == 0) TimeUnit.MILLISECONDS.sleep(2);
      }
      awaitNotice(source, "one sender sent more than 2000 a second");
    }
  }

  @Test
  void settingsOfPairsNamesAndUsersThatCannotWorkAreNamed() {
    for (var wrong :
        List.of(
            Map.of("pairs", "1.3.6.1"),
            Map.of("pairs", "1.3.6.1 1.3.6.2 key=x"),
            Map.of("pairs", "linkDown linkUp"),
            Map.of("names", "fan 1.3.6"),
            Map.of("versions", "v4"))) {
      var error = assertThrows(SourceException.class, () -> source(1, wrong));
      assertTrue(error.why().startsWith(wrong.keySet().iterator().next()), error.why());
    }
    for (var wrong :
        Map.of(
                "user", Map.of("versions", "v3"),
                "authenticationPassword", Map.of("versions", "v3", "user", "u"),
                "privacy", Map.of("versions", "v3", "user", "u", "authentication", "none"))
            .entrySet()) {
      var error = assertThrows(SourceException.class, () -> source(1, wrong.getValue()));
      assertTrue(error.why().startsWith(wrong.getKey() + ":"), error.why());
    }
  }
}

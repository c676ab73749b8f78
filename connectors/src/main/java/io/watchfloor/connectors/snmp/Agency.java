package io.watchfloor.connectors.snmp;

import io.watchfloor.connectors.listen.KernelDrops;
import io.watchfloor.connectors.listen.SenderRates;
import io.watchfloor.connectors.listen.Senders;
import io.watchfloor.connectors.listen.Tally;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.snmp4j.CommandResponder;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.TransportStateReference;
import org.snmp4j.event.CounterEvent;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.SecurityProtocols.SecurityProtocolSet;
import org.snmp4j.security.USM;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/// SNMP4J's receiving half, one thread, without what would answer questions. What the protocol
/// refuses is counted in words.
final class Agency implements AutoCloseable {
  private static final int SOCKET_BUFFER = 4 * 1024 * 1024;
  private static final int MOST_PER_SECOND = 2_000;
  private static final Instant BOOTS_FROM = Instant.parse("2024-01-01T00:00:00Z");
  private static final Map<OID, String> REFUSALS =
      Map.of(
          SnmpConstants.snmpInASNParseErrs, "messages were no SNMP.",
          SnmpConstants.snmpInBadVersions, "messages had a version that is not taken here.",
          SnmpConstants.usmStatsUnknownUserNames, "messages came from a user that is not known.",
          SnmpConstants.usmStatsWrongDigests,
              "messages had a wrong signature; is the password right?",
          SnmpConstants.usmStatsDecryptionErrors, "messages could not be decrypted.",
          SnmpConstants.usmStatsUnsupportedSecLevels, "messages were less protected than agreed.",
          SnmpConstants.usmStatsNotInTimeWindows, "messages were old or repeated.");

  private final Transport transport;
  private final MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
  private final KernelDrops drops;
  private final Tally tally;

  /// Which versions are taken; `user` only with v3.
  record Versions(boolean old, Optional<TrapUser> user) {}

  Agency(
      InetSocketAddress at,
      Versions versions,
      String engine,
      Instant now,
      Senders senders,
      Tally tally,
      CommandResponder responder)
      throws IOException {
    this.tally = tally;
    this.transport = new Transport(new UdpAddress(at.getAddress(), at.getPort()), senders, tally);
    transport.setReceiveBufferSize(SOCKET_BUFFER);
    dispatcher.addCounterListener(this::count);
    if (versions.old()) {
      dispatcher.addMessageProcessingModel(new MPv1());
      dispatcher.addMessageProcessingModel(new MPv2c());
    }
    versions.user().ifPresent(user -> addThird(user, engine, now));
    dispatcher.addTransportMapping(transport);
    dispatcher.addCommandResponder(responder);
    transport.addTransportListener(dispatcher);
    transport.listen();
    this.drops = new KernelDrops(transport.getListenAddress().getPort());
  }

  /// An engine of our own only matters for informs: its identity must stay the same, and its boots
  /// must grow with every start.
  private void addThird(TrapUser user, String engine, Instant now) {
    var counters = new CounterSupport();
    counters.addCounterListener(this::count);
    var protocols = new SecurityProtocols(SecurityProtocolSet.maxCompatibility);
    var id =
        MPv3.createLocalEngineID(
            new OctetString(
                String.format("%08x", engine.hashCode()).getBytes(StandardCharsets.US_ASCII)));
    int boots = (int) ((now.getEpochSecond() - BOOTS_FROM.getEpochSecond()) / 10);
    var usm = new USM(protocols, new OctetString(id), boots, counters);
    usm.setEngineDiscoveryEnabled(true);
    usm.addUser(user.user());
    var models = new SecurityModels();
    models.addSecurityModel(usm);
    dispatcher.addMessageProcessingModel(new MPv3(id, null, protocols, models, counters));
  }

  private void count(CounterEvent event) {
    var words = REFUSALS.get(event.getOid());
    if (words != null) tally.count(words);
  }

  int port() {
    return transport.getListenAddress().getPort();
  }

  boolean isOpen() {
    return transport.isListening();
  }

  void countDrops() {
    tally.count("messages came faster than they were read; the system dropped them.", drops.take());
  }

  @Override
  public void close() {
    try {
      transport.close();
    } catch (IOException e) {
      tally.count("sockets could not be closed.");
    }
  }

  /// Turns strangers and the loud away before anything of theirs is read.
  private static final class Transport extends DefaultUdpTransportMapping {
    private final Senders senders;
    private final Tally tally;
    private final SenderRates rates = new SenderRates(MOST_PER_SECOND);

    Transport(UdpAddress at, Senders senders, Tally tally) throws IOException {
      super(at);
      this.senders = senders;
      this.tally = tally;
    }

    @Override
    protected void fireProcessMessage(
        UdpAddress sender, ByteBuffer message, TransportStateReference state) {
      if (!senders.allow(sender.getInetAddress()))
        tally.count("messages came from senders that are not listened to.");
      else if (!rates.allows(sender.getInetAddress(), System.nanoTime()))
        tally.count(
            "messages were dropped: one sender sent more than " + MOST_PER_SECOND + " a second.");
      else super.fireProcessMessage(sender, message, state);
    }
  }
}

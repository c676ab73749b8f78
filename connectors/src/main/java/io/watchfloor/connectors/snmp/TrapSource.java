package io.watchfloor.connectors.snmp;

import io.watchfloor.connectors.listen.Inlet;
import io.watchfloor.connectors.listen.ListenForm;
import io.watchfloor.connectors.listen.Senders;
import io.watchfloor.connectors.listen.Tally;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Listener;
import io.watchfloor.model.source.Pull;
import io.watchfloor.model.source.Secrets.Secret;
import io.watchfloor.model.source.SourceException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageException;
import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.UdpAddress;

/// A place where traps and informs arrive. A trap that finds no room is dropped and counted; an
/// inform is answered once it is stored, and not at all where it could not be: its sender sends it
/// again.
final class TrapSource implements Listener, CommandResponder {
  private static final int MOST_INFORMS = 64;
  private static final int WEIGHT = 2_048;

  private final InetSocketAddress at;
  private final Agency.Versions versions;
  private final Optional<Secret> community;
  private final Senders senders;
  private final SourceId id;
  private final TrapMapper mapper;
  private final InstantSource clock;
  private final Tally tally = new Tally();
  private final Semaphore informs = new Semaphore(MOST_INFORMS);
  private @Nullable Sink sink;
  private @Nullable Inlet inlet;
  private @Nullable Agency agency;

  TrapSource(
      SourceId id,
      InetSocketAddress at,
      Agency.Versions versions,
      Optional<Secret> community,
      Senders senders,
      TrapMapper mapper,
      InstantSource clock) {
    this.id = id;
    this.at = at;
    this.versions = versions;
    this.community = community;
    this.senders = senders;
    this.mapper = mapper;
    this.clock = clock;
  }

  @Override
  public SourceId id() {
    return id;
  }

  @Override
  public void open(Sink opened) throws SourceException {
    sink = opened;
    inlet = new Inlet(id, opened, tally);
    try {
      agency = new Agency(at, versions, id.name(), clock.instant(), senders, tally, this);
    } catch (IOException e) {
      close();
      throw ListenForm.taken(at, e);
    }
  }

  int port() {
    return agency == null ? 0 : agency.port();
  }

  /// Called on SNMP4J's one thread.
  @Override
  public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
    var pdu = event.getPDU();
    event.setProcessed(true);
    if (pdu == null || !(event.getPeerAddress() instanceof UdpAddress peer)) return;
    boolean inform = pdu.getType() == PDU.INFORM;
    if (!inform && pdu.getType() != PDU.TRAP && pdu.getType() != PDU.V1TRAP) {
      tally.count("messages were no traps.");
      return;
    }
    if (!isWelcome(event)) return;
    var trap = Trap.of(pdu, peer.getInetAddress().getHostAddress());
    if (trap.oid().isEmpty()) {
      tally.count("traps had no name (snmpTrapOID).");
      return;
    }
    var signals = mapper.signals(trap, clock.instant());
    if (inform) answer(event, signals);
    else if (inlet != null) for (var signal : signals) inlet.offer(signal, WEIGHT);
  }

  private boolean isWelcome(CommandResponderEvent<?> event) {
    if (event.getMessageProcessingModel() == SnmpConstants.version3) {
      int least = versions.user().map(TrapUser::level).orElse(Integer.MAX_VALUE);
      if (event.getSecurityLevel() >= least) return true;
      tally.count("messages were less protected than agreed.");
      return false;
    }
    var said = new String(event.getSecurityName(), java.nio.charset.StandardCharsets.UTF_8);
    if (community.isEmpty() || community.get().reveal().equals(said)) return true;
    tally.count("messages had another community than ours.");
    return false;
  }

  private <A extends Address> void answer(CommandResponderEvent<A> event, List<Signal> signals) {
    var opened = sink;
    if (opened == null || !informs.tryAcquire()) {
      tally.count("informs came faster than they could be stored; not answered, to come again.");
      return;
    }
    Thread.ofVirtual()
        .name("inform-" + id)
        .start(
            () -> {
              try {
                opened.accept(signals);
                respond(event);
              } catch (SourceException | MessageException e) {
                tally.count("informs could not be stored; not answered, to come again.");
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } finally {
                informs.release();
              }
            });
  }

  private static <A extends Address> void respond(CommandResponderEvent<A> event)
      throws MessageException {
    var response = (PDU) event.getPDU().clone();
    response.setType(PDU.RESPONSE);
    response.setErrorStatus(PDU.noError);
    response.setErrorIndex(0);
    event
        .getMessageDispatcher()
        .returnResponsePdu(
            event.getMessageProcessingModel(),
            event.getSecurityModel(),
            event.getSecurityName(),
            event.getSecurityLevel(),
            response,
            event.getMaxSizeResponsePDU(),
            event.getStateReference(),
            new StatusInformation());
  }

  @Override
  public Pull pull(Window window, Cursor from) throws SourceException {
    if (agency == null || !agency.isOpen()) throw ListenForm.stopped();
    agency.countDrops();
    return new Pull(List.of(), new Cursor(window.to(), ""), tally.take(), 0);
  }

  @Override
  public void close() {
    if (agency != null) agency.close();
    if (inlet != null) inlet.close();
  }
}

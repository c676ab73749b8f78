package io.watchfloor.connectors.alertmanager;

import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.http.Answer;
import io.watchfloor.connectors.http.Http;
import io.watchfloor.connectors.http.Http.Ask;
import io.watchfloor.connectors.http.HttpSettings;
import io.watchfloor.model.source.SourceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The peers of one highly available Alertmanager. Each has every alert and silence, so one that
/// answers is enough; all are asked, because gossip takes its time.
final class Peers implements AutoCloseable {
  private final List<Http> peers = new ArrayList<>();
  private volatile Duration skew = Duration.ZERO;

  Peers(SourceSettings settings, List<String> urls, Opening opening) throws SourceException {
    try {
      for (var url : urls)
        peers.add(new Http(HttpSettings.of(settings, opening.secrets(), url), opening.clock()));
    } catch (SourceException e) {
      close();
      var why = e.why().startsWith("url:") ? "urls" + e.why().substring(3) : e.why();
      throw new SourceException(why, e.retryable(), e);
    }
  }

  List<Http> all() {
    return peers;
  }

  /// How far the clock of the peer that answered last is ahead of ours.
  Duration skew() {
    return skew;
  }

  /// What one peer made of a question.
  record Told(String peer, Answer answer) {}

  /// Asks all at once. Those that fail become notices, unless all do.
  ///
  /// @throws SourceException when no peer answers; the words of the first
  List<Told> all(Ask ask, List<String> notices) throws SourceException, InterruptedException {
    var coming = new ArrayList<Map.Entry<String, Http.Coming>>();
    var told = new ArrayList<Told>();
    var failed = new ArrayList<SourceException>();
    try {
      for (var peer : peers)
        coming.add(Map.entry(peer.settings().base().toString(), peer.send(ask)));
      for (var each : coming) {
        try {
          var answer = each.getValue().await();
          skew = answer.skew();
          told.add(new Told(each.getKey(), answer));
        } catch (SourceException e) {
          failed.add(e);
        }
      }
    } finally {
      for (var each : coming) each.getValue().close();
    }
    if (told.isEmpty()) throw failed.getFirst();
    for (var each : failed) notices.add("A peer is away: " + each.why());
    return told;
  }

  /// Asks one after the other until one answers. A peer that refuses for good ends it.
  Answer any(Ask ask, Integer... alsoFine) throws SourceException, InterruptedException {
    SourceException last = new SourceException("no peer", true, null);
    for (var peer : peers) {
      try {
        var answer = peer.ask(ask, alsoFine);
        skew = answer.skew();
        return answer;
      } catch (SourceException e) {
        if (!e.retryable()) throw e;
        last = e;
      }
    }
    throw last;
  }

  @Override
  public void close() {
    peers.forEach(Http::close);
  }
}

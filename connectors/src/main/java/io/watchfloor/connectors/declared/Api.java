package io.watchfloor.connectors.declared;

import io.watchfloor.connectors.http.Answer;
import io.watchfloor.connectors.http.Http;
import io.watchfloor.connectors.http.Http.Ask;
import io.watchfloor.connectors.http.HttpSettings;
import io.watchfloor.connectors.http.Node;
import io.watchfloor.model.source.SourceException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// One server of a described kind: signs what is asked, counts it, and knows how far its clock is
/// off. Thread-safe.
final class Api implements AutoCloseable {
  private final Http http;
  private final Access access;
  private final AtomicInteger requests = new AtomicInteger();
  private volatile Duration skew = Duration.ZERO;

  Api(Http http, Access access) {
    this.http = http;
    this.access = access;
  }

  /// An answer and what stands in it.
  record Said(Answer answer, Node body) {}

  /// Reads: an answer without content is none.
  Said read(Ask ask, Integer... alsoFine) throws SourceException, InterruptedException {
    var answer = send(ask, alsoFine);
    return new Said(answer, answer.json(Node::read));
  }

  /// Changes something: many systems have nothing to say to that.
  Said change(Ask ask) throws SourceException, InterruptedException {
    var answer = send(ask);
    return new Said(answer, answer.length() == 0 ? Node.MISSING : answer.json(Node::read));
  }

  private Answer send(Ask ask, Integer... alsoFine) throws SourceException, InterruptedException {
    var signed = access.signed(ask, http.settings().base());
    requests.addAndGet(1 + access.takeRequests());
    var answer = http.ask(signed, alsoFine);
    skew = answer.skew();
    return answer;
  }

  HttpSettings settings() {
    return http.settings();
  }

  String shown(Ask ask) {
    return Request.shown(ask, http.settings().base());
  }

  Duration skew() {
    return skew;
  }

  int takeRequests() {
    return requests.getAndSet(0);
  }

  @Override
  public void close() {
    access.close();
    http.close();
  }
}

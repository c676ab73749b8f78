package io.watchfloor.connectors.declared;

import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.declared.ActDescription.Check;
import io.watchfloor.connectors.declared.ActDescription.Sending;
import io.watchfloor.connectors.http.Http.Ask;
import io.watchfloor.connectors.http.Node;
import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.source.WriteBack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Does at a described system what its description says can be done there. Thread-safe.
final class DeclaredWriteBack implements WriteBack {
  private static final int NOT_FOUND = 404;

  private final SourceId id;
  private final Description description;
  private final Api api;
  private final Map<String, Object> variables;
  private final Opening opening;

  DeclaredWriteBack(
      SourceId id,
      Description description,
      Api api,
      Map<String, Object> variables,
      Opening opening) {
    this.id = id;
    this.description = description;
    this.api = api;
    this.variables = variables;
    this.opening = opening;
  }

  @Override
  public SourceId source() {
    return id;
  }

  @Override
  public List<Act.Kind> offers() {
    return description.acts().stream().map(ActDescription::kind).toList();
  }

  private ActDescription described(Act act) throws SourceException {
    return description.acts().stream()
        .filter(each -> each.kind() == act.kind())
        .findFirst()
        .orElseThrow(
            () ->
                new SourceException(
                    description.title() + " can't do this: " + act.kind() + ".", false, null));
  }

  /// Once for every alert, or once for all.
  private List<Scope> scopes(Act act, ActDescription how)
      throws SourceException, InterruptedException {
    var all =
        ActVariables.of(act, variables, opening.clock().instant().plus(api.skew()), api.skew());
    var scopes = new ArrayList<Scope>();
    if (how.once() || !act.target().isEmpty()) scopes.add(all);
    else for (var alert : act.alerts()) scopes.add(all.with(ActVariables.of(alert)));
    if (scopes.isEmpty()) throw new SourceException("Nothing is selected.", false, null);
    if (how.find().isEmpty()) return scopes;
    var found = new ArrayList<Scope>();
    for (var scope : scopes) found.add(scope.with("found", found(how.find().get(), scope)));
    return found;
  }

  private String found(Check find, Scope scope) throws SourceException, InterruptedException {
    var answer = api.read(find.question().request().ask(scope)).body();
    var found = find.at().first(answer).text();
    if (!found.isEmpty() || find.optional()) return found;
    throw new SourceException(
        description.title() + " has nothing at " + find.at() + " to do this with.", false, null);
  }

  private record Request(Sending sending, Ask ask) {}

  private List<Request> requests(Act act) throws SourceException, InterruptedException {
    var how = described(act);
    var requests = new ArrayList<Request>();
    for (var scope : scopes(act, how))
      for (var sending : how.send())
        if (sending.isMeant(scope))
          requests.add(new Request(sending, sending.request().ask(scope)));
    if (requests.isEmpty())
      throw new SourceException(
          description.title() + " can't do this to what is selected.", false, null);
    return requests;
  }

  @Override
  public Preview preview(Act act) throws SourceException, InterruptedException {
    return new Preview(
        requests(act).stream().map(each -> api.shown(each.ask())).toList(), act.alerts());
  }

  @Override
  public Receipt send(Act act) throws SourceException, InterruptedException {
    var made = new ArrayList<String>();
    var said = new ArrayList<String>();
    for (var request : requests(act)) {
      var answer = api.change(request.ask());
      var body = answer.body();
      var refused = request.sending().refused().map(path -> path.first(body)).orElse(Node.MISSING);
      if (refused.isThere() && !refused.toString().isEmpty())
        throw new SourceException(
            description.title() + " says: " + SafeText.words(refused.toString()), false, null);
      request
          .sending()
          .made()
          .map(path -> path.first(body).text())
          .filter(text -> !text.isEmpty())
          .ifPresent(made::add);
      said.add("(" + answer.answer().status() + ") " + SafeText.words(body.toString()));
    }
    return new Receipt(act, List.copyOf(made), String.join("\n", said));
  }

  @Override
  public ReadBack readBack(Receipt receipt) throws SourceException, InterruptedException {
    var how = described(receipt.act());
    if (how.check().isEmpty())
      return new ReadBack(true, "It was accepted; there is nothing to read back.");
    var scopes = scopes(receipt.act(), how);
    for (int i = 0; i < scopes.size(); i++) {
      var made = i < receipt.ids().size() ? receipt.ids().get(i) : "";
      var scope = scopes.get(i).with("made", made);
      for (var check : how.check()) {
        if (!check.question().isMeant(scope)) continue;
        var looked = look(check, scope);
        if (!looked.confirmed()) return looked;
      }
    }
    return new ReadBack(true, "It stands there as it was sent.");
  }

  private ReadBack look(Check check, Scope scope) throws SourceException, InterruptedException {
    var answer = api.read(check.question().request().ask(scope), NOT_FOUND);
    if (answer.answer().status() == NOT_FOUND) {
      boolean isGone = !check.isNot().isEmpty() && check.is().isEmpty();
      return new ReadBack(isGone, isGone ? "It is gone there." : "It is not there (404).");
    }
    var found = check.at().all(answer.body()).stream().map(Node::text).map(String::strip).toList();
    var is = check.is().stream().map(each -> each.text(scope)).toList();
    var isNot = check.isNot().stream().map(each -> each.text(scope)).toList();
    boolean holds =
        found.stream().noneMatch(isNot::contains)
            && (is.isEmpty()
                ? !isNot.isEmpty() || !found.isEmpty()
                : found.stream().anyMatch(is::contains));
    return new ReadBack(
        holds,
        "It says there: "
            + SafeText.words(found.isEmpty() ? "nothing" : String.join(", ", found))
            + ".");
  }

  @Override
  public List<Silence> silences() throws SourceException, InterruptedException {
    if (description.silences().isEmpty()) return List.of();
    var now = opening.clock().instant().plus(api.skew());
    return description.silences().get().list(api, Scope.of(variables, now).with("now", now), id);
  }
}

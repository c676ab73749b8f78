package io.watchfloor.model.remedy;

import java.util.List;
import java.util.Map;

/// What a runbook does. `${name}` in an element stands for a parameter and fills one element, never
/// a shell line.
public sealed interface Action {
  /// A local program, as an argv list: no shell. `environment` adds to a short allow-list.
  record Command(List<String> argv, Map<String, String> environment) implements Action {
    public Command {
      if (argv.isEmpty() || argv.getFirst().isBlank())
        throw new IllegalArgumentException("an action needs a program");
      argv = List.copyOf(argv);
      environment = Map.copyOf(environment);
    }
  }

  /// A request to an allowed host. `secretHeaders` name headers whose value comes from the secrets,
  /// by key.
  record Http(
      String method,
      String url,
      Map<String, String> headers,
      Map<String, String> secretHeaders,
      String body)
      implements Action {
    public Http {
      headers = Map.copyOf(headers);
      secretHeaders = Map.copyOf(secretHeaders);
    }
  }
}

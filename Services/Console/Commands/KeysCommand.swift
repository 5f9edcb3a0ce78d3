import ArgumentParser

/// `holdfast keys`: the keys by which services and console know each other.
struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Make the keys by which services and console know each other.",
    subcommands: [Init.self])

  /// `holdfast keys init`.
  struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "init",
      abstract:
        "Make a key pair for each service and for the console, and the allow list, where they are not yet there.",
      discussion: """
        Nothing that is there is ever changed, so it may run at every start. NAME.secret is for its owner only;
        NAME.public and 'allow' (one line a key: name, public key, permissions, authorities) are no secrets.
        """)

    @Argument(help: "The folder, which HOLDFAST_KEYS will name.")
    var folder: String

    func run() throws {
      for line in try KeyFolder(folder).complete() { Output.line(line) }
    }
  }
}

import ArgumentParser

/// `holdfast keys`: the keys by which services and console know each other.
struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Make and list the keys by which all who ask are known, and say what each may do.",
    subcommands: [Init.self, New.self, Allow.self, Revoke.self, List.self, Rotate.self])

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

    @Flag(
      help: """
        A folder in it for each process, with what that one needs and no more: its own secret, the public keys of \
        those it follows, its own allow list, and a key of its own by which 'holdfast health' may ask it how it is.
        """)
    var apart = false

    func run() throws {
      let keys = KeyFolder(folder)
      for line in try apart ? keys.completeApart() : keys.complete() { Output.line(line) }
    }
  }
}

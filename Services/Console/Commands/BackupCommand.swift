import ArgumentParser
import Contracts
import Crypto
import Foundation
import Journal

/// `holdfast backup`: a service's store in one encrypted file, while the service runs.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Write a service's store, as of now, to one file that only one key can open.",
    discussion: """
      It runs where the store is, while the service goes on. The store is copied beside itself for the while, so as much
      room as it takes is needed there. 'holdfast backup key FILE' makes the key: keep FILE away from this machine,
      and FILE.public here.
      """,
    subcommands: [Make.self, Key.self], defaultSubcommand: Make.self)

  /// `holdfast backup key`.
  struct Key: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "key", abstract: "Make the key pair of backups: FILE, which opens them, and FILE.public.")
    @Argument(help: "The file of the private key, which must not be there.")
    var file: String

    func run() throws {
      let key = Curve25519.KeyAgreement.PrivateKey()
      try write(key.rawRepresentation, to: file, mode: 0o600)
      try write(key.publicKey.rawRepresentation, to: file + ".public", mode: 0o644)
      Output.line("\(file).public: \(HexText.of(key.publicKey.rawRepresentation))")
    }

    private func write(_ key: Data, to path: String, mode: Int) throws {
      guard !FileManager.default.fileExists(atPath: path) else { throw Trouble.wrong("\(path) is there already") }
      let line = Data((HexText.of(key) + "\n").utf8)
      guard FileManager.default.createFile(atPath: path, contents: line, attributes: [.posixPermissions: mode]) else {
        throw Trouble.wrong("\(path) cannot be written")
      }
    }
  }

  /// `holdfast backup SERVICE`.
  struct Make: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "make", abstract: "Write a backup (the default).")
    @Argument(help: "The service whose store it is.")
    var service: ServiceName
    @Option(help: "The file to write, which must not be there.")
    var to: String
    @Option(name: .customLong("for"), help: "The file of the public key for whose holder it is written.")
    var recipient: String
    @Option(help: "The folder that holds the stores (default HOLDFAST_DATA, or .holdfast).")
    var data: String?

    func run() throws {
      let folder = RestoreCommand.folder(data, of: service)
      guard !FileManager.default.fileExists(atPath: to) else { throw Trouble.wrong("\(to) is there already") }
      let text = (try? String(contentsOfFile: recipient, encoding: .utf8)) ?? ""
      guard let bytes = HexText.key(text),
        let key = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: bytes)
      else { throw Trouble.wrong("\(recipient) does not hold the public key of backups") }
      let start = ContinuousClock.now
      let copy = "\(folder).backup"
      try? FileManager.default.removeItem(atPath: copy)
      defer { try? FileManager.default.removeItem(atPath: copy) }
      do throws(StoreError) {
        try StoreCopy.make(of: folder, in: copy)
      } catch {
        throw Trouble.wrong("the store of \(service.rawValue) cannot be copied: \(error)")
      }
      let chains = try Manifest.chains(of: copy)
      let file = "\(copy)/journal.sqlite"
      let digest = try Manifest.digest(of: file)
      let manifest = Manifest(
        service: service.rawValue,
        madeAt: Timestamp(millisecondsSince1970: Int64(Date().timeIntervalSince1970 * 1_000)).description,
        version: holdfastVersion, bytes: digest.bytes, sha256: digest.sha256, chains: chains)
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      try SealedFile.seal(head: try encoder.encode(manifest), file: file, for: key, to: to)
      for chain in chains { Output.line("\(service.rawValue) \(chain.authority) \(chain.events) \(chain.root)") }
      Output.aside("\(to): \(digest.bytes) bytes in \((ContinuousClock.now - start).inWords)\n")
    }
  }
}

/// `holdfast restore`: a store from a backup, in a new life.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Make a service's store from a backup, in a new life (epoch).",
    discussion: """
      There must be no store yet. Every chain is read again and set against the backup's own roots. Services that
      followed further than the backup then say position-ahead; 'refollow' makes each go on from what both have. With
      --verify nothing is made: it says whether the backup can be restored.
      """)
  @Argument(help: "The backup.")
  var file: String
  @Option(help: "The file of the private key of backups.")
  var key: String
  @Option(help: "The folder that holds the stores (default HOLDFAST_DATA, or .holdfast).")
  var data: String?
  @Flag(help: "Only see whether it could be restored.")
  var verify = false

  static func folder(_ data: String?, of service: ServiceName) -> String {
    let set = ProcessInfo.processInfo.environment["HOLDFAST_DATA"].flatMap { $0.isEmpty ? nil : $0 }
    return "\(data ?? set ?? ".holdfast")/\(service.rawValue)"
  }

  func run() throws {
    let start = ContinuousClock.now
    let facts = try? FileManager.default.attributesOfItem(atPath: key)
    guard let mode = (facts?[.posixPermissions] as? NSNumber)?.intValue, mode & 0o077 == 0 else {
      throw Trouble.wrong("\(key) is not there, or is open to others: chmod 600 it")
    }
    guard let bytes = HexText.key((try? String(contentsOfFile: key, encoding: .utf8)) ?? ""),
      let secret = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: bytes)
    else { throw Trouble.wrong("\(key) does not hold the private key of backups") }
    var made: (manifest: Manifest, service: ServiceName, folder: String)?
    func discard() { if let made { try? FileManager.default.removeItem(atPath: made.folder) } }
    do {
      try SealedFile.open(file, with: secret) { head in
        let manifest = try JSONDecoder().decode(Manifest.self, from: head)
        guard let service = ServiceName(rawValue: manifest.service) else {
          throw Trouble.wrong("\(file) is of a service this console does not know: \(manifest.service)")
        }
        let place = RestoreCommand.folder(data, of: service)
        guard verify || !FileManager.default.fileExists(atPath: place) else {
          throw Trouble.wrong("\(place) is there already; move it away first")
        }
        // Under another name until it is seen to be whole.
        let folder = "\(place).restore"
        try? FileManager.default.removeItem(atPath: folder)
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        made = (manifest, service, folder)
        return "\(folder)/journal.sqlite"
      }
      guard let (manifest, service, folder) = made else { return }
      let digest = try Manifest.digest(of: "\(folder)/journal.sqlite")
      guard digest == (manifest.bytes, manifest.sha256) else { throw Trouble.wrong("\(file): its hash does not hold") }
      guard try Manifest.chains(of: folder) == manifest.chains else {
        throw Trouble.wrong("\(file): a chain does not have the root that it had")
      }
      if verify {
        discard()
      } else {
        let store = try SQLiteJournal(folder: folder)
        try store.raiseEpochs()
        store.close()
        try FileManager.default.moveItem(atPath: folder, toPath: RestoreCommand.folder(data, of: service))
      }
      for chain in manifest.chains {
        Output.line("\(service.rawValue) \(chain.authority) \(chain.events) \(chain.root) epoch \(chain.epoch + 1)")
      }
      let what = verify ? "can be restored" : "restored"
      Output.aside("\(file): \(what), of \(manifest.madeAt), in \((ContinuousClock.now - start).inWords)\n")
    } catch let error as StoreError {
      discard()
      throw Trouble.wrong("\(file): what it holds is no store that this console knows: \(error)")
    } catch {
      discard()
      throw error
    }
  }
}

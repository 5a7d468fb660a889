import QuorateFaults

/// Specs of shared secrets.
package let secretsSpecs = Catalog(
    [
        .spec(SecretSharing(), instances: SecretSharing.instances)
    ], about: "storage")

//! The words that tell tools and organisations apart (3, 4.1), as written on the wire.

use crate::wire::words;

words! {
    /// Independence (4.1).
    Independence {
        /// Works on its own, started separately.
        Standalone = "standalone",
        /// A step of a service's process.
        Integrated = "integrated",
    }

    /// Availability (4.1).
    Availability {
        /// Citizens find and use it themselves.
        Open = "open",
        /// Only through a clinician.
        Prescription = "prescription",
    }

    /// Profile class (4.1).
    ProfileClass {
        /// No user profile.
        None = "none",
        /// On the device only.
        Local = "local",
        /// The tool's own login; not supported (O1).
        Own = "own",
        /// The platform's login.
        Central = "central",
        /// The platform's login with nothing but a pseudonym.
        Pseudonymous = "pseudonymous",
    }

    /// Platform (4.1).
    Platform {
        /// In the browser.
        Web = "web",
        /// App for iPhone and iPad.
        Ios = "ios",
        /// App for Android.
        Android = "android",
    }

    /// A way to log in to the tool (C2).
    LoginMethod {
        /// Through this platform.
        Platform = "platform",
        /// The tool's own.
        Own = "own",
        /// ID-porten directly.
        Idporten = "idporten",
        /// Vipps.
        Vipps = "vipps",
        /// Facebook.
        Facebook = "facebook",
        /// Google.
        Google = "google",
        /// Apple.
        Apple = "apple",
    }

    /// Something a tool asks to be told about a person (P1).
    Claim {
        /// A pseudonym that differs per tool.
        Pseudonym = "pseudonym",
        /// The name.
        Name = "name",
        /// The birth date.
        Birthdate = "birthdate",
        /// The national identity number.
        NationalId = "national_id",
    }

    /// Kinds of organisation (3).
    OrganisationKind {
        /// The directorate of health.
        Directorate = "directorate",
        /// A health trust.
        HealthTrust = "health_trust",
        /// A municipality.
        Municipality = "municipality",
        /// A county.
        County = "county",
        /// Private or non-profit with a public agreement.
        Contracted = "contracted",
        /// A vendor of tools.
        Vendor = "vendor",
        /// Who runs the platform.
        Operator = "operator",
    }

    /// How a requirement is met.
    AnswerStatus {
        /// It is.
        Met = "met",
        /// It is not.
        Unmet = "unmet",
        /// It is not yet: with a reason, a plan, an owner and a deadline.
        Deviation = "deviation",
        /// It does not apply here: with a reason, and only to C4.
        NotApplicable = "not_applicable",
    }
}

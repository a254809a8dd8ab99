import type { Diagnostic } from "./diagnostic.ts";

/** What each code of a problem stands for. */
export const RULES: Readonly<Record<Diagnostic["code"], string>> = {
  unreadable: "A file that the manifest names can be read.",
  too_large: "The manifest keeps within the limits of its size.",
  syntax: "The manifest is YAML or JSON.",
  unknown_field: "The manifest has only fields of its schema.",
  duplicate: "Each name stands once.",
  missing_field: "The manifest has the fields that its schema requires.",
  wrong_type: "A field has the type of its schema.",
  invalid_value: "A field has a value of its schema.",
  image_tag: "An image is named by its digest; a tag can be moved.",
  unpinned_model: "A model is pinned by its version or its digest.",
  unclassified_field: "Each field of config has a class.",
  unknown_class: "The class of a field is identity, operational or secret.",
  literal_secret: "A secret is a reference to a vault.",
  template_not_allowed: "Templates stand in operational fields only.",
  extends_cycle: "Files do not extend one another.",
  plaintext_secret:
    "A secret field has no plaintext value in the environment or in files beside it.",
  not_searched: "Each file that can hold a secret is searched to its end.",
};

import { defineWords } from '../../../words/define-words.ts';

export const importWords = defineWords({
  en: {
    title: 'Import vehicles',
    intro:
      'Many at once: CSV with a line of names (commas, semicolons or tabs), a JSON array, or NDJSON; at most 5 MiB and 5,000 rows. Running a file twice changes nothing.',
    columns:
      'Columns: vin, motorization (of a vehicle that is new), generation, brand, label, pictures, owner (e-mail address of a user), fleet (id), data, remote.',
    file: 'File',
    choose: 'Choose a file',
    text: 'Or what is in it',
    format: 'Format',
    dryRun: 'Try it without entering anything',
    run: 'Enter them',
    runQuestion: 'Enter these vehicles?',
    runText: 'All rows that are right are entered in one go; refused ones change nothing.',
    wouldBe: 'What would be done: nothing is entered yet',
    was: 'What was done',
    counts: (given: { created: number; updated: number; unchanged: number; refused: number }) =>
      `${given.created} new, ${given.updated} changed, ${given.unchanged} as they were, ${given.refused} refused`,
    row: 'Row',
    outcome: 'Outcome',
    about: 'About it',
    created: 'new',
    updated: 'changed',
    unchanged: 'as it was',
    refused: 'refused',
    fault: (field: string, value: string, expected: string) =>
      value === '' ? `${field}: expected ${expected}` : `${field}: ${value}, expected ${expected}`,
    secrets: 'User name and secret of each new vehicle are shown this once. Keep them now.',
    save: 'Save them as CSV',
  },
  fr: {
    title: 'Importer des véhicules',
    intro:
      'Beaucoup à la fois : CSV avec une ligne de noms (virgules, points-virgules ou tabulations), un tableau JSON, ou NDJSON ; 5 Mio et 5 000 lignes au plus. Passer un fichier deux fois ne change rien.',
    columns:
      'Colonnes : vin, motorization (d’un véhicule nouveau), generation, brand, label, pictures, owner (adresse e-mail d’un utilisateur), fleet (id), data, remote.',
    file: 'Fichier',
    choose: 'Choisir un fichier',
    text: 'Ou son contenu',
    format: 'Format',
    dryRun: 'Essayer sans rien ajouter',
    run: 'Les ajouter',
    runQuestion: 'Ajouter ces véhicules ?',
    runText: 'Toutes les lignes correctes sont ajoutées d’un coup ; les refusées ne changent rien.',
    wouldBe: 'Ce qui serait fait : rien n’est encore ajouté',
    was: 'Ce qui a été fait',
    counts: (given: { created: number; updated: number; unchanged: number; refused: number }) =>
      `${given.created} nouveaux, ${given.updated} modifiés, ${given.unchanged} inchangés, ${given.refused} refusés`,
    row: 'Ligne',
    outcome: 'Résultat',
    about: 'Détails',
    created: 'nouveau',
    updated: 'modifié',
    unchanged: 'inchangé',
    refused: 'refusé',
    fault: (field: string, value: string, expected: string) =>
      value === '' ? `${field} : attendu ${expected}` : `${field} : ${value}, attendu ${expected}`,
    secrets:
      'Le nom d’utilisateur et le secret de chaque véhicule nouveau ne sont montrés qu’une fois. Conservez-les maintenant.',
    save: 'Les enregistrer en CSV',
  },
});

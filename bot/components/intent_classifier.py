"""Rasa's logistic regression, kept in the model as plain numbers.

Rasa keeps it with skops, and importing skops takes about five seconds of processor time once TensorFlow is loaded:
a quarter of the guide's start. Plain arrays also need no unpickling. Training and prediction are Rasa's own.
"""

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier

KEPT_IN = "logistic_regression.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(LogisticRegressionClassifier):
    """Guesses the intent from word and letter counts."""

    def persist(self) -> None:
        """Keep what was learnt."""
        with self._model_storage.write_to(self._resource) as folder:
            np.savez_compressed(
                folder / KEPT_IN,
                classes=self.clf.classes_.astype(str),
                coefficients=self.clf.coef_.astype(np.float32),
                intercepts=self.clf.intercept_.astype(np.float32),
            )

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> "IntentClassifier":
        """Take up what was learnt. Raises ValueError or FileNotFoundError for a model that does not hold it."""
        component = cls(config, execution_context.node_name, model_storage, resource)
        with model_storage.read_from(resource) as folder, np.load(folder / KEPT_IN, allow_pickle=False) as kept:
            component.clf.classes_ = kept["classes"].astype(object)
            component.clf.coef_, component.clf.intercept_ = kept["coefficients"], kept["intercepts"]
        component.clf.n_features_in_ = component.clf.coef_.shape[1]
        return component
